/** three.js as contenders: every room a box, drawn from one InstancedMesh or one BatchedMesh. */
import * as THREE from 'three';
import { classOf, rooms } from './community.mjs';

const PALETTE = [0x5698c8, 0xeaa042, 0xece2cb, 0xb278a8, 0xa3a9ae].map((hex) => new THREE.Color(hex));

export const VERSION = THREE.REVISION;

export function threePeer(kind, canvas, buildings) {
  const boxes = buildings.flatMap((b, i) => rooms(b).map((box, n) => ({ box, building: i, n })));
  const renderer = new THREE.WebGLRenderer({ canvas, antialias: false, powerPreference: 'high-performance' });
  renderer.setSize(canvas.width, canvas.height, false);
  const scene = new THREE.Scene();
  scene.background = new THREE.Color(0xf6f5f2);
  scene.add(new THREE.HemisphereLight(0xffffff, 0xcccccc, 2));
  const sun = new THREE.DirectionalLight(0xffffff, 2);
  sun.position.set(-0.4, 0.8, 0.45);
  scene.add(sun);
  const camera = new THREE.PerspectiveCamera(40, canvas.width / canvas.height, 5, 40_000);
  const last = buildings[buildings.length - 1];
  const target = new THREE.Vector3(last.corner[0] * 0.5, 0, -last.corner[1] * 0.5);
  const wide = Math.max(last.corner[0], last.corner[1]);
  const view = { yaw: 0, distance: wide * 1.35, pitch: 0.9 };
  const look = () => {
    const flat = Math.cos(view.pitch) * view.distance;
    const eye = new THREE.Vector3(Math.sin(view.yaw) * flat, Math.sin(view.pitch) * view.distance, Math.cos(view.yaw) * flat);
    camera.position.copy(target).add(eye);
    camera.lookAt(target);
    camera.updateMatrixWorld();
  };
  const raycaster = new THREE.Raycaster();
  let mesh;
  const colour = (i, k) => PALETTE[classOf(boxes[i].building, boxes[i].n, k)];
  const firstRooms = boxes.findIndex((b) => b.building === 1);
  return {
    name: { instanced: 'three.js InstancedMesh', batched: 'three.js BatchedMesh', bare: 'three.js BatchedMesh, neither culled nor sorted' }[kind],
    fill() {
      mesh = kind === 'instanced' ? instanced(boxes) : batched(boxes, kind === 'batched');
      boxes.forEach((_, i) => mesh.setColorAt(i, colour(i, 0)));
      scene.add(mesh);
      look();
      renderer.render(scene, camera);
    },
    grab() {},
    move() { view.yaw += 0.01; look(); },
    letGo() {},
    render() { renderer.render(scene, camera); },
    still() {},
    calls: () => renderer.info.render.calls,
    triangles: () => renderer.info.render.triangles,
    pick(x, y) {
      const at = new THREE.Vector2((x / canvas.width) * 2 - 1, 1 - (y / canvas.height) * 2);
      raycaster.setFromCamera(at, camera);
      return raycaster.intersectObject(mesh)[0];
    },
    near() { view.distance = 420; view.pitch = 0.5; look(); },
    far() { view.distance = wide * 1.35; view.pitch = 0.9; look(); },
    recolourAll(k) {
      boxes.forEach((_, i) => mesh.setColorAt(i, colour(i, k)));
      if (mesh.instanceColor) mesh.instanceColor.needsUpdate = true;
    },
    open() {},
    close() {},
    recolourOne(k) {
      for (let i = 0; i < firstRooms; i++) mesh.setColorAt(i, colour(i, k));
      if (mesh.instanceColor) {
        mesh.instanceColor.clearUpdateRanges();
        mesh.instanceColor.addUpdateRange(0, firstRooms * 3);
        mesh.instanceColor.needsUpdate = true;
      }
    },
    opened: firstRooms,
    /** The nearest box by looking at every one of them. */
    check() {
      let [right, asked] = [0, 0];
      for (let i = 0; i < 60; i++) {
        const [x, y] = [(i * 397) % canvas.width, (i * 211) % canvas.height];
        const hit = this.pick(x, y);
        const nearest = bruteForce(boxes, raycaster.ray);
        asked += 1;
        right += Math.abs((hit?.distance ?? -1) - nearest) < 0.05 ? 1 : 0;
      }
      return { right, asked };
    },
  };
}

function place(box) {
  const [x0, y0, z0, x1, y1, z1] = box;
  return new THREE.Matrix4().makeScale(x1 - x0, y1 - y0, z1 - z0).setPosition((x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2);
}

function instanced(boxes) {
  const mesh = new THREE.InstancedMesh(new THREE.BoxGeometry(), new THREE.MeshLambertMaterial(), boxes.length);
  boxes.forEach(({ box }, i) => mesh.setMatrixAt(i, place(box)));
  return mesh;
}

function batched(boxes, usual) {
  const geometry = new THREE.BoxGeometry();
  const mesh = new THREE.BatchedMesh(boxes.length, 24, 36, new THREE.MeshLambertMaterial());
  const shape = mesh.addGeometry(geometry);
  mesh.perObjectFrustumCulled = usual;
  mesh.sortObjects = usual;
  boxes.forEach(({ box }) => mesh.setMatrixAt(mesh.addInstance(shape), place(box)));
  return mesh;
}

function bruteForce(boxes, { origin, direction }) {
  let best = -1;
  for (const { box } of boxes) {
    let [enter, leave] = [0, Infinity];
    ['x', 'y', 'z'].forEach((axis, i) => {
      const [a, b] = [(box[i] - origin[axis]) / direction[axis], (box[i + 3] - origin[axis]) / direction[axis]];
      enter = Math.max(enter, Math.min(a, b));
      leave = Math.min(leave, Math.max(a, b));
    });
    if (enter <= leave && (best < 0 || enter < best)) best = enter;
  }
  return best;
}
