// What both solid vertex shaders share: the light, and what a texel of the colour table says. The numbers of patterns
// and marks are those of louce-scene's `classes` and `paint`.
uniform vec3 background;
uniform vec3 plain;
uniform vec3 litColour;
uniform vec3 selectedColour;
uniform vec4 markAxes[10];  // by pattern: the two axes along which it repeats, per metre
uniform vec4 markKinds[10]; // by pattern: family, width

const vec3 SUN = vec3(-0.3994, 0.7988, 0.4493);

float light(vec3 n) {
    return 0.80 + 0.19 * max(dot(n, SUN), 0.0) + 0.05 * n.y - 0.03 * n.x - 0.02 * n.z;
}
