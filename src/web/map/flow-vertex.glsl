// A strip along a quadratic Bézier curve, computed in pixels of the screen, with an arrow head at its end.
attribute vec2 a_source;
attribute vec2 a_target;
attribute vec3 a_style; // width, bend, pattern
attribute vec2 a_radii;
attribute vec4 a_color;
attribute vec4 a_id;
attribute vec3 a_step; // how far along, which side (-1, 1), 0 for the line and 1 for the head

uniform mat3 u_matrix;
uniform vec2 u_viewport;
uniform float u_sizeRatio;

varying vec4 v_color;
varying float v_side;
varying float v_half;
varying float v_along;
varying float v_pattern;

const float bias = 255.0 / 254.0;

vec2 pixels(vec2 p) {
  return (u_matrix * vec3(p, 1.0)).xy * 0.5 * u_viewport;
}

void main() {
  vec2 a = pixels(a_source);
  vec2 b = pixels(a_target);
  vec2 radii = a_radii / u_sizeRatio;
  float width = max(1.0, a_style.x / u_sizeRatio);
  float headLength = 4.0 + 1.45 * width;
  float headHalf = 2.5 + width;
  float bend = a_style.y;
  vec2 d = b - a;
  float span = length(d);
  vec2 from = a;
  vec2 to = b;
  vec2 control;
  float slope;
  float start;
  float tip;
  if (span < 0.5) {
    from = a + vec2(-0.7, 0.7) * radii.x;
    to = a + vec2(0.7, 0.7) * radii.x;
    control = a + vec2(0.0, radii.x * (4.0 + bend * 6.0));
    slope = 2.0 * length(to - control);
    start = 0.0;
    tip = 1.0;
  } else {
    control = (a + b) * 0.5 + vec2(-d.y, d.x) * bend;
    slope = 2.0 * length(control - a);
    start = min(0.4, radii.x / slope);
    tip = max(0.6, 1.0 - (radii.y + 2.0) / slope);
  }
  float head = max(start, tip - headLength / slope);

  bool isHead = a_step.z > 0.5;
  float t = isHead ? mix(head, tip, a_step.x) : mix(start, head, a_step.x);
  float s = 1.0 - t;
  vec2 point = s * s * from + 2.0 * s * t * control + t * t * to;
  vec2 tangent = normalize(s * (control - from) + t * (to - control) + vec2(1e-6, 0.0));
  vec2 normal = vec2(-tangent.y, tangent.x);
  float halfWidth = isHead ? headHalf * (1.0 - a_step.x) : width * 0.5;
  #ifdef PICKING_MODE
  float reach = max(halfWidth, isHead ? 0.0 : 6.0);
  v_color = a_id;
  #else
  float reach = halfWidth + 0.5;
  v_color = a_color;
  #endif
  v_color.a *= bias;
  v_side = a_step.y * reach;
  v_half = halfWidth;
  v_along = t * (span + 2.0 * length(control - (from + to) * 0.5));
  v_pattern = isHead ? 0.0 : a_style.z;
  gl_Position = vec4((point + normal * v_side) / (0.5 * u_viewport), 0.0, 1.0);
}
