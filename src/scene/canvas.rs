//! The drawing backend that plotters draws on: it records nodes instead of pixels.

/// Records what plotters draws as scene nodes, at a hundredth of a scene unit.
#[derive(Debug, Default)]
pub struct Canvas {}
