void main() {
    vec2 across = abs(dFdx(vPattern)) + abs(dFdy(vPattern));
    float pixel = max(across.x, across.y) + 1e-5;
    float selected = vLook.z;

    vec3 colour = mix(vColour, vInk, mark(vMark, vMarkKind, pixel) * vLook.w) * vLook.x;
    colour *= 1.0 - (1.0 - vLook.y) * 0.14 * fades(vPattern.y, 0.0, 1.6);
    float edge = min(min(vFace.x, vFace.y), min(vFace.z, vFace.w));
    vec3 rim = mix(mix(colour, ink, 0.55), vec3(1.0), selected);
    float rimmed = line(edge, mix(0.05, 0.14, selected), pixel) * fades(pixel, 0.25, 0.8);
    colour = mix(colour, rim, rimmed * mix(0.75, 0.9, selected));
    outColour = vec4(hazed(colour), 1.0);
}
