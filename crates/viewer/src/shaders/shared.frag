// What both solid shaders share: light, marks, patterns. Pattern numbers and marks are those of louce-scene's `paint`.
uniform vec3 background;
uniform vec3 plain;
uniform vec3 litColour;
uniform vec3 selectedColour;
uniform vec3 ink;
uniform vec4 haze;         // eye x, y, z; distance at which the haze is half

flat in vec4 vColour;
flat in int vMarks;
in vec4 vFace;
in vec2 vPattern;
in vec3 vPlace;
flat in vec3 vNormal;

layout (location = 0) out vec4 outColour;

const vec3 SUN = vec3(-0.40, 0.80, 0.45);

// 1 on a line of `width` metres at distance `at`, at least a pixel wide, fading where it would fill the face.
float line(float at, float width, float pixel) {
    float w = max(width, pixel * 0.75);
    return 1.0 - smoothstep(w - pixel * 0.5, w + pixel * 0.5, abs(at));
}

// How much of the state's mark covers this place: 0 none, 1 all.
float mark(int pattern, vec2 p, float scale, float pixel) {
    float fade = 1.0 - smoothstep(0.22, 0.5, pixel / scale);
    if (pattern == 0 || fade <= 0.0) return 0.0;
    vec2 q = p / scale;
    float soft = pixel / scale;
    float m = 0.0;
    if (pattern == 1) {
        float d = abs(fract((q.x + q.y) * 0.7) - 0.5);
        m = smoothstep(0.24 - soft, 0.24 + soft, d);
    } else if (pattern == 2) {
        float d = length(fract(q) - 0.5);
        m = 1.0 - smoothstep(0.17 - soft, 0.17 + soft, d);
    } else if (pattern == 3) {
        vec2 d = abs(fract(vec2(q.x + q.y, q.x - q.y) * 0.6) - 0.5);
        m = smoothstep(0.40 - soft, 0.40 + soft, max(d.x, d.y));
    } else {
        float d = abs(fract((q.x - q.y) * 0.6) - 0.5);
        float dash = step(0.4, fract((q.x + q.y) * 0.45));
        m = smoothstep(0.40 - soft, 0.40 + soft, d) * dash;
    }
    return m * fade;
}

float light(vec3 n) {
    float sun = max(dot(n, normalize(SUN)), 0.0);
    return 0.80 + 0.19 * sun + 0.05 * n.y - 0.03 * n.x - 0.02 * n.z;
}

vec3 hazed(vec3 colour) {
    float far = distance(vPlace, haze.xyz) / haze.w;
    return mix(colour, background, 1.0 - exp(-far * far * 0.35));
}
