uniform sampler2D source;
in vec2 vAt;
layout (location = 0) out vec4 outColour;
void main() { outColour = vec4(texture(source, vAt).rgb, 1.0); }
