// Far, a building is one colour; near (FACADE), its walls show a pane for each bay of each storey in the colour of the
// room behind it. Both fade into each other by the size of a storey on the screen.
#ifdef FACADE
uniform highp sampler2D cells;
uniform vec3 plain;
uniform vec4 panes[11];     // by class: colour, number of its mark, or above 9 where the pane stays glass; last: glass
uniform vec4 paneAxes[10];
uniform vec4 paneKinds[10];
in float vBay;
flat in vec4 vRecord;
flat in float vWindows;

// The class of the room behind this place; 10 where none is known.
int paneClass(float storeys) {
    int storey = clamp(int(storeys), 0, int(vRecord.w) - 1);
    int bay = clamp(int(vBay), 0, int(vRecord.z) - 1);
    // A whole number: adding a half would round odd ones up beyond 2^23.
    int cell = int(vRecord.x) + storey * int(vRecord.z) + bay;
    return min(int(texelFetch(cells, ivec2(cell & 2047, cell >> 11), 0).r * 255.0 + 0.5), 10);
}
#endif

void main() {
    vec2 across = abs(dFdx(vPattern)) + abs(dFdy(vPattern));
    float pixel = max(across.x, across.y) + 1e-5;
    float wall = 1.0 - vLook.y;
    float y = vPattern.y;
    float storey = max(vFace.w, 1.0);
    float floors = y / storey;

#ifdef FACADE
    vec2 sizes = vec2(abs(dFdx(vBay)) + abs(dFdy(vBay)), across.y / storey) + 1e-5;
    float near = vWindows * fades(sizes.y, 0.09, 0.24) * fades(sizes.x, 0.40, 0.90);
    int which = paneClass(floors);
    vec4 pane = panes[which];
    float known = step(pane.w, 9.5);
    int drawn = min(int(pane.w + 0.5), 9);
    vec2 off = abs(fract(vec2(vBay, floors)) - vec2(0.5, 0.54));
    vec2 within = clamp((vec2(0.31, 0.30) - off) / sizes + 0.5, 0.0, 1.0);
    float glazed = within.x * within.y;
    // A room known to be of a class tints its piece of the wall, and its pane says it in full.
    vec3 face = mix(vColour, mix(plain, pane.rgb, 0.40), near * known);
    face = mix(face, pane.rgb, near * glazed * mix(0.55, 0.94, known));
    vec4 axes = known > 0.5 ? paneAxes[drawn] : vMark;
    vec2 kind = known > 0.5 ? paneKinds[drawn].xy : vMarkKind;
    float marked = mark(near > 0.5 ? axes : vMark, near > 0.5 ? kind : vMarkKind, pixel);
    marked *= mix(vLook.w, 0.30 * known, near);
    vec3 colour = mix(face, mix(vInk, pane.rgb * 0.6, near * known), marked) * vLook.x;
#else
    vec3 colour = mix(vColour, vInk, mark(vMark, vMarkKind, pixel) * vLook.w) * vLook.x;
#endif

    // The foot of a wall stands in its own shade.
    colour *= 1.0 - wall * 0.16 * fades(y, 0.0, 14.0) * fades(y, 0.0, 14.0);
    // Floors, corners and the parapet as thin lines.
    float between = abs(fract(floors + 0.5) - 0.5) * storey;
    float inner = step(0.5, floors) * step(y, vFace.z - 0.5);
    float shown = fades(pixel / storey, 0.12, 0.40);
    float thin = fades(pixel, 1.0, 3.0);
    float lines = 0.13 * shown * inner * line(between, 0.10, pixel);
    lines = max(lines, 0.20 * thin * line(min(vFace.x, vFace.y), 0.10, pixel));
    colour = mix(colour, ink, wall * vLook.z * lines);
    colour = mix(colour, vec3(1.0), wall * vLook.z * 0.45 * thin * line(vFace.z - y, 0.12, pixel));
    outColour = vec4(hazed(colour), 1.0);
}
