void main() {
    vec2 across = abs(dFdx(vPattern)) + abs(dFdy(vPattern));
    float pixel = max(across.x, across.y) + 1e-5;
    float wall = 1.0 - vLook.y;
    float y = vPattern.y;

    vec3 colour = mix(vColour, vInk, mark(pixel) * vLook.w) * vLook.x;
    // The foot of a wall stands in its own shade.
    colour *= 1.0 - wall * 0.16 * fades(y, 0.0, 14.0) * fades(y, 0.0, 14.0);
    // Floors, corners and the parapet as thin lines.
    float storey = max(vFace.w, 1.0);
    float floors = y / storey;
    float between = abs(fract(floors + 0.5) - 0.5) * storey;
    float inner = step(0.5, floors) * step(y, vFace.z - 0.5);
    float near = fades(pixel / storey, 0.12, 0.40);
    float thin = fades(pixel, 1.0, 3.0);
    float lines = 0.13 * near * inner * line(between, 0.10, pixel);
    lines = max(lines, 0.20 * thin * line(min(vFace.x, vFace.y), 0.10, pixel));
    colour = mix(colour, ink, wall * vLook.z * lines);
    colour = mix(colour, vec3(1.0), wall * vLook.z * 0.45 * thin * line(vFace.z - y, 0.12, pixel));
    outColour = vec4(hazed(colour), 1.0);
}
