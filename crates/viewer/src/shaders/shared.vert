// What both solid vertex shaders share: the light, and the axes of the states' marks. Pattern numbers and marks are
// those of louce-scene's `paint`.
uniform vec3 background;
uniform vec3 plain;
uniform vec3 litColour;
uniform vec3 selectedColour;

const vec3 SUN = vec3(-0.3994, 0.7988, 0.4493);

float light(vec3 n) {
    return 0.80 + 0.19 * max(dot(n, SUN), 0.0) + 0.05 * n.y - 0.03 * n.x - 0.02 * n.z;
}

// The two axes along which a mark repeats, per metre; `scale` metres are one period of dots.
vec4 markAxes(int pattern, float scale) {
    vec4 axes = vec4(0.7, 0.7, 0.0, 0.0);
    if (pattern == 2) axes = vec4(1.0, 0.0, 0.0, 1.0);
    if (pattern == 3) axes = vec4(0.6, 0.6, 0.6, -0.6);
    if (pattern == 4) axes = vec4(0.6, -0.6, 0.45, 0.45);
    return axes / scale;
}
