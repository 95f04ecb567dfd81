uniform float sunk;        // 0 standing, 1 sunk around an opened building

void main() {
    int pattern = vMarks & 7;
    bool dim = (vMarks & 8) != 0;
    bool lit = (vMarks & 16) != 0;
    bool selected = (vMarks & 32) != 0;
    bool hovered = (vMarks & 64) != 0;
    bool roof = vNormal.y > 0.5;
    float pixel = max(length(dFdx(vPattern)), length(dFdy(vPattern)));

    vec3 state = vColour.rgb;
    float tint = roof ? 0.82 : 0.26;
    vec3 colour = mix(plain, state, tint);
    colour = mix(colour, mix(state * 0.72, vec3(1.0), 0.12), mark(pattern, vPattern, roof ? 4.0 : 3.0, pixel) * (roof ? 0.42 : 0.13));
    if (dim) colour = mix(colour, background, 0.72);
    if (lit) colour = mix(colour, litColour, roof ? 0.85 : 0.6);
    if (selected) colour = mix(colour, selectedColour, roof ? 0.92 : 0.78);
    if (hovered) colour = mix(colour, selectedColour, 0.28);

    colour *= light(vNormal);
    if (!roof) {
        float y = vPattern.y;
        float strength = dim ? 0.3 : 1.0;
        // The foot of a wall stands in its own shade.
        colour *= 1.0 - 0.17 * exp(-y / 5.0);
        // Floors, corners and the parapet as thin lines.
        float floors = y / vFace.w;
        float near = 1.0 - smoothstep(0.15, 0.42, pixel / vFace.w);
        float between = abs(fract(floors + 0.5) - 0.5) * vFace.w;
        float storeys = line(between, 0.10, pixel) * near * step(0.5, floors) * step(y, vFace.z - 0.5);
        float corner = max(line(vFace.x, 0.10, pixel), line(vFace.y, 0.10, pixel));
        float parapet = line(vFace.z - y, 0.12, pixel);
        float thin = 1.0 - smoothstep(1.0, 3.0, pixel);
        colour = mix(colour, ink, strength * 0.13 * storeys);
        colour = mix(colour, ink, strength * thin * 0.20 * corner);
        colour = mix(colour, vec3(1.0), strength * thin * 0.45 * parapet * (selected ? 0.6 : 1.0));
    }
    colour = mix(colour, background, sunk * 0.35);
    outColour = vec4(hazed(colour), 1.0);
}
