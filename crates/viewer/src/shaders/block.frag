uniform float gone;        // how far this storey has left: 0 there, 1 away

void main() {
    if (gone > 0.0) {
        // Thin out by a fixed 4×4 screen so that nothing needs sorting.
        ivec2 p = ivec2(gl_FragCoord.xy) & 3;
        int bayer = (((p.x ^ p.y) & 1) * 8 + (p.y & 1) * 4 + (((p.x ^ p.y) >> 1) & 1) * 2 + ((p.y >> 1) & 1));
        if (float(bayer) < gone * 16.0) discard;
    }
    int pattern = vMarks & 7;
    bool dim = (vMarks & 8) != 0;
    bool lit = (vMarks & 16) != 0;
    bool selected = (vMarks & 32) != 0;
    bool hovered = (vMarks & 64) != 0;
    bool top = vNormal.y > 0.5;
    float pixel = max(length(dFdx(vPattern)), length(dFdy(vPattern)));

    vec3 colour = vColour.rgb;
    colour = mix(colour, mix(colour * 0.62, vec3(1.0), 0.08), mark(pattern, vPattern, 1.1, pixel) * 0.55);
    if (dim) colour = mix(colour, background, 0.75);
    if (lit) colour = mix(colour, litColour, 0.35);
    if (selected) colour = mix(colour, selectedColour, 0.9);
    if (hovered) colour = mix(colour, selectedColour, 0.3);
    colour *= light(vNormal);

    if (!top) colour *= 1.0 - 0.16 * exp(-vPattern.y / 0.8);
    float edge = min(min(vFace.x, vFace.y), min(vFace.z, vFace.w));
    float width = selected ? 0.14 : 0.05;
    float thin = 1.0 - smoothstep(0.25, 0.8, pixel);
    vec3 rim = selected ? vec3(1.0) : mix(colour, ink, 0.55);
    colour = mix(colour, rim, line(edge, width, pixel) * thin * (selected ? 0.9 : 0.75));
    outColour = vec4(hazed(colour), 1.0);
}
