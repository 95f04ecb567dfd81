// Slabs and rooms of the opened building. Storeys stand `basis.x` apart, the lowest at `basis.y`; the one numbered
// `drawer.w` has slid out by `drawer.xyz`.
uniform mat4 viewProjection;
uniform vec4 basis;        // step, height of the lowest storey, number of the highest, 0
uniform vec4 drawer;
uniform highp sampler2D colours;

in vec3 position;
in vec3 normal;
in vec4 face;
in vec2 pattern;
in float slot;
in float storey;
in float bay;              // 1 on shop windows

out vec4 vFace;
out vec2 vPattern;
out vec3 vPlace;
flat out vec3 vColour;
flat out vec3 vInk;
flat out vec4 vMark;
flat out vec2 vMarkKind;
flat out vec4 vLook;       // light, is top, is selected, strength of the mark
flat out vec4 vPane;       // colour of posts and panes; 1 where there are panes

void main() {
    int index = int(slot + 0.5);
    vec4 texel = texelFetch(colours, ivec2(index % 256, index / 256), 0);
    int marks = int(texel.a * 255.0 + 0.5);
    int drawn = marks & 15;
    int presence = (marks >> 4) & 3;
    bool dim = presence == 1;
    bool selected = (marks & 64) != 0;

    vec3 colour = texel.rgb;
    if (dim) colour = mix(colour, background, 0.75);
    if (presence == 2) colour = mix(colour, litColour, 0.08);
    if (selected) colour = mix(colour, selectedColour, 0.9);
    if ((marks & 128) != 0) colour = mix(colour, selectedColour, 0.3);
    vColour = colour;
    vInk = mix(colour * 0.62, vec3(1.0), 0.08);
    vMark = markAxes[drawn] / 1.1;
    vMarkKind = markKinds[drawn].xy;
    bool pulled = abs(storey - drawer.w) < 0.5;
    // What lies under another storey lies in its shade.
    float under = normal.y > 0.5 && storey < basis.z - 0.5 && !pulled ? 0.95 : 1.0;
    vLook = vec4(light(normal) * under, normal.y > 0.5 ? 1.0 : 0.0, selected ? 1.0 : 0.0, dim || selected ? 0.2 : 0.55);
    vPane = vec4(mix(colour, plain, 0.62), dim || selected ? 0.0 : bay);

    vFace = face;
    vPattern = pattern;
    vPlace = position + vec3(0.0, storey * basis.x + basis.y, 0.0);
    if (pulled) vPlace += drawer.xyz;
    gl_Position = viewProjection * vec4(vPlace, 1.0);
}
