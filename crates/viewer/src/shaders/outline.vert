// Walls and roofs out of corners, as louce-scene's `outlines` lays them down: a vertex's number says which corner it
// is, and what of it. Whatever the page's card keeps of a building is these corners.
uniform highp sampler2D corners; // x, z, bay, building · 2 + 1 where sharp
uniform highp sampler2D records; // by building: first cell, height, bays, storeys

vec3 position;
vec3 normal;
vec4 face;
vec2 pattern;
float bay;
ivec2 entry;               // of the building in tables of 256 in a row
vec4 record;

const float NO_EDGE = 1000.0;

void pull() {
    int at = gl_VertexID / 5;
    int part = gl_VertexID - at * 5;
    vec4 a = texelFetch(corners, ivec2(at & 1023, at >> 10), 0);
    int code = int(a.w + 0.5);
    entry = ivec2((code >> 1) & 255, code >> 9);
    record = texelFetch(records, entry, 0);
    float height = record.y;
    if (part == 4) {
        position = vec3(a.x, height, a.y);
        normal = vec3(0.0, 1.0, 0.0);
        face = vec4(NO_EDGE, NO_EDGE, height, 0.0);
        pattern = vec2(a.x, -a.y);
        bay = 0.0;
        return;
    }
    at += 1;
    vec4 b = texelFetch(corners, ivec2(at & 1023, at >> 10), 0);
    vec2 along = b.xy - a.xy;
    float far = length(along);
    along /= max(far, 1e-6);
    bool end = part == 1 || part == 2;
    vec4 here = end ? b : a;
    float travelled = end ? far : 0.0;
    float y = part > 1 ? height : 0.0;
    position = vec3(here.x, y, here.y);
    normal = vec3(-along.y, 0.0, along.x);
    float left = (code & 1) == 1 ? 0.0 : NO_EDGE;
    float right = (int(b.w + 0.5) & 1) == 1 ? 0.0 : NO_EDGE;
    face = vec4(left + travelled, right + far - travelled, height, height / max(record.w, 1.0));
    pattern = vec2(travelled, y);
    bay = here.z;
}
