//! A bounding volume hierarchy over boxes: the nearest hit of a ray costs the logarithm of what exists.

use crate::bounds::{Bounds, Ray};

/// Boxes per leaf.
const LEAF: usize = 4;

/// A tree over boxes; items are named by their index in the slice it was built from.
#[derive(Clone, Debug, Default)]
pub struct Bvh {
    nodes: Vec<Node>,
    items: Vec<u32>,
}

#[derive(Clone, Debug)]
struct Node {
    bounds: Bounds,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Leaf { first: u32, count: u32 },
    Fork { left: u32, right: u32 },
}

impl Bvh {
    /// Builds the tree by halving along the widest axis.
    pub fn new(boxes: &[Bounds]) -> Self {
        let mut items: Vec<(u32, Bounds)> = boxes.iter().enumerate().map(|(i, b)| (index(i), b.padded())).collect();
        let mut nodes = Vec::with_capacity(items.len().div_ceil(LEAF) * 2);
        if !items.is_empty() {
            grow(&mut nodes, &mut items, 0);
        }
        Self { nodes, items: items.into_iter().map(|(i, _)| i).collect() }
    }

    /// The nearest item along `ray`. `test` gives the exact distance to one item; equal distances go to the lower
    /// index, so the answer does not depend on the shape of the tree.
    pub fn nearest(&self, ray: &Ray, mut test: impl FnMut(u32) -> Option<f32>) -> Option<(u32, f32)> {
        let mut best: Option<(u32, f32)> = None;
        let mut stack: Vec<(u32, f32)> = Vec::with_capacity(64);
        self.push(&mut stack, 0, ray);
        while let Some((at, enter)) = stack.pop() {
            if best.is_some_and(|(_, t)| enter > t) {
                continue;
            }
            match self.nodes.get(at as usize).map(|n| &n.kind) {
                Some(Kind::Leaf { first, count }) => {
                    let range = *first as usize..(*first + *count) as usize;
                    for &item in self.items.get(range).unwrap_or_default() {
                        if let Some(t) = test(item) {
                            best = nearer(best, (item, t));
                        }
                    }
                }
                Some(Kind::Fork { left, right }) => self.push_nearer_last(&mut stack, (*left, *right), ray),
                None => {}
            }
        }
        best
    }

    fn push(&self, stack: &mut Vec<(u32, f32)>, at: u32, ray: &Ray) {
        if let Some((enter, _)) = self.nodes.get(at as usize).and_then(|n| n.bounds.span(ray)) {
            stack.push((at, enter));
        }
    }

    fn push_nearer_last(&self, stack: &mut Vec<(u32, f32)>, (left, right): (u32, u32), ray: &Ray) {
        let before = stack.len();
        self.push(stack, left, ray);
        self.push(stack, right, ray);
        if let Some([a, b]) = stack.get_mut(before..)
            && a.1 < b.1
        {
            std::mem::swap(a, b);
        }
    }
}

/// The nearer of two hits; equal distances go to the lower index.
pub fn nearer(best: Option<(u32, f32)>, hit: (u32, f32)) -> Option<(u32, f32)> {
    match best {
        Some(b) if (b.1, b.0) <= (hit.1, hit.0) => Some(b),
        _ => Some(hit),
    }
}

fn grow(nodes: &mut Vec<Node>, items: &mut [(u32, Bounds)], first: usize) -> u32 {
    let bounds = items.iter().fold(Bounds::EMPTY, |all, (_, b)| all.union(*b));
    let at = nodes.len();
    nodes.push(Node { bounds, kind: Kind::Leaf { first: index(first), count: index(items.len()) } });
    if items.len() > LEAF {
        let size = bounds.size();
        let axis = if size.x >= size.y && size.x >= size.z {
            0
        } else if size.z >= size.y {
            2
        } else {
            1
        };
        let middle = items.len() / 2;
        items.select_nth_unstable_by(middle, |a, b| {
            let key = |b: &Bounds| {
                b.min.to_array().get(axis).copied().unwrap_or(0.0) + b.max.to_array().get(axis).copied().unwrap_or(0.0)
            };
            key(&a.1).total_cmp(&key(&b.1)).then(a.0.cmp(&b.0))
        });
        let (low, high) = items.split_at_mut(middle);
        let left = grow(nodes, low, first);
        let right = grow(nodes, high, first + middle);
        if let Some(node) = nodes.get_mut(at) {
            node.kind = Kind::Fork { left, right };
        }
    }
    index(at)
}

/// Item counts stay far below 2³²; saturating keeps the promise of no panic.
fn index(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}
