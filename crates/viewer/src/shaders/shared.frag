// What all solid fragment shaders share: thin lines, marks and haze, without branches and with little arithmetic.
uniform vec3 background;
uniform vec3 ink;
uniform vec4 haze;         // eye x, y, z; 1 / distance² at which haze is half

in vec4 vFace;
in vec2 vPattern;
in vec3 vPlace;
flat in vec3 vColour;
flat in vec3 vInk;
flat in vec4 vMark;
flat in vec2 vMarkKind;
flat in vec4 vLook;

layout (location = 0) out vec4 outColour;

// 1 on a line of `width` metres at distance `at`, at least a pixel wide.
float line(float at, float width, float pixel) {
    return clamp((max(width, pixel * 0.75) - abs(at)) / pixel + 0.5, 0.0, 1.0);
}

// 1 at and below `from`, 0 at and above `to`.
float fades(float x, float from, float to) {
    return clamp((to - x) / (to - from), 0.0, 1.0);
}

// How much of a mark covers this place: 0 none, 1 all; it fades where it would become noise.
float mark(vec4 axes, vec2 kind, float pixel) {
    vec2 d = abs(fract(vec2(dot(vPattern, axes.xy), dot(vPattern, axes.zw))) - 0.5);
    float stripes = d.x - kind.y;
    float dots = kind.y - sqrt(dot(d, d));
    float crossed = max(d.x, d.y) - kind.y;
    float dashes = min(d.x - kind.y, d.y - 0.20);
    float inside = kind.x < 1.5 ? stripes : kind.x < 2.5 ? dots : kind.x < 3.5 ? crossed : dashes;
    float soft = pixel * (abs(axes.x) + abs(axes.y)) * 0.8;
    return clamp(inside / soft + 0.5, 0.0, 1.0) * fades(soft, 0.16, 0.40) * min(kind.x, 1.0);
}

vec3 hazed(vec3 colour) {
    vec3 away = vPlace - haze.xyz;
    float far = dot(away, away) * haze.w;
    return mix(colour, background, far / (1.0 + far));
}
