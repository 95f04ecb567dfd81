uniform float gone;        // how far this storey has left: 0 there, 1 away

void main() {
    if (gone > 0.0) {
        // Thin out by a fixed 4×4 screen so that nothing needs sorting.
        ivec2 p = ivec2(gl_FragCoord.xy) & 3;
        int bayer = ((p.x ^ p.y) & 1) * 8 + (p.y & 1) * 4 + (((p.x ^ p.y) >> 1) & 1) * 2 + ((p.y >> 1) & 1);
        if (float(bayer) < gone * 16.0) discard;
    }
    vec2 across = abs(dFdx(vPattern)) + abs(dFdy(vPattern));
    float pixel = max(across.x, across.y) + 1e-5;
    float selected = vLook.z;

    vec3 colour = mix(vColour, vInk, mark(pixel) * vLook.w) * vLook.x;
    colour *= 1.0 - (1.0 - vLook.y) * 0.14 * fades(vPattern.y, 0.0, 1.6);
    float edge = min(min(vFace.x, vFace.y), min(vFace.z, vFace.w));
    vec3 rim = mix(mix(colour, ink, 0.55), vec3(1.0), selected);
    float rimmed = line(edge, mix(0.05, 0.14, selected), pixel) * fades(pixel, 0.25, 0.8);
    colour = mix(colour, rim, rimmed * mix(0.75, 0.9, selected));
    outColour = vec4(hazed(colour), 1.0);
}
