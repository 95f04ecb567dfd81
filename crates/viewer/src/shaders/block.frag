flat in vec4 vPane;        // colour of posts and panes; 1 where there are panes

void main() {
    vec2 across = abs(dFdx(vPattern)) + abs(dFdy(vPattern));
    float pixel = max(across.x, across.y) + 1e-5;
    float wall = 1.0 - vLook.y;
    float selected = vLook.z;
    float near = fades(pixel, 0.25, 0.8);

    vec3 colour = mix(vColour, vInk, mark(vMark, vMarkKind, pixel) * vLook.w);
    // A shop is glass between posts, over a sill and under a board in the colour of its class.
    float wide = vFace.x + vFace.y;
    float pane = wide / max(floor(wide / 1.9 + 0.5), 1.0);
    float post = abs(fract(vFace.x / pane + 0.5) - 0.5) * pane;
    float glass = min(min(vFace.z - 0.25, vFace.w - 0.75), post - 0.09);
    colour = mix(colour, vPane.rgb, vPane.a * clamp(glass / pixel + 0.5, 0.0, 1.0) * near);
    colour *= vLook.x * (1.0 - wall * 0.14 * fades(vPattern.y, 0.0, 1.6));

    // Rooms stand between light mullions, and end above and below in a dark line; the selection has a light rim.
    float sides = min(vFace.x, vFace.y);
    colour = mix(colour, vPane.rgb * vLook.x, wall * 0.8 * line(sides, 0.07, pixel) * near);
    float edge = min(min(vFace.z, vFace.w), sides + wall * (1.0 - selected) * 1000.0);
    vec3 rim = mix(mix(colour, ink, 0.55), vec3(1.0), selected);
    float rimmed = line(edge, mix(0.05, 0.14, selected), pixel) * near;
    colour = mix(colour, rim, rimmed * mix(0.75, 0.9, selected));
    outColour = vec4(hazed(colour), 1.0);
}
