// Flat ground with the baked shade of the buildings on it.
uniform vec3 background;
uniform vec4 haze;
uniform vec4 bakedArea;    // min x, min z, 1 / width, 1 / depth
uniform vec2 shade;        // strength of cast shadow, of contact shadow
uniform float grain;       // one step of colour when the picture rests, 0 while it moves
uniform sampler2D baked;

flat in vec3 vTone;
in vec3 vPlace;
layout (location = 0) out vec4 outColour;

void main() {
    vec2 dark = texture(baked, (vPlace.xz - bakedArea.xy) * bakedArea.zw).rg * shade;
    vec3 colour = vTone * (1.0 - dark.x) * (1.0 - dark.y);
    vec3 away = vPlace - haze.xyz;
    float far = dot(away, away) * haze.w;
    colour = mix(colour, background, far / (1.0 + far));
    // A grain below one step of colour keeps slow gradients from showing bands.
    float noise = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715)))) - 0.5;
    outColour = vec4(colour + noise * grain, 1.0);
}
