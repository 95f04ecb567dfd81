// One direction of a Gaussian blur; red (cast shadow) tightly, green (contact shadow) widely. Radii in texels.
uniform sampler2D source;
uniform vec2 stepTexels;
uniform vec2 radius;
in vec2 vAt;
layout (location = 0) out vec4 outColour;
void main() {
    vec2 sum = vec2(0.0);
    vec2 weight = vec2(0.0);
    for (int i = -8; i <= 8; i++) {
        float x = float(i) / 8.0;
        float w = exp(-x * x * 3.0);
        sum.r += w * texture(source, vAt + stepTexels * x * radius.x).r;
        sum.g += w * texture(source, vAt + stepTexels * x * radius.y).g;
        weight += w;
    }
    outColour = vec4(sum / weight, 0.0, 1.0);
}
