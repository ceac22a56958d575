//! Work compiled for the widest vectors that the machine has. Never changes a result: the same operations in the same
//! order, so every machine gives the same bits.

/// Moves into the work, so that the work can be called only once and is compiled as a part of its caller. A closure that
/// could be called again is called through a function that the compiler builds for the narrowest vectors.
pub(crate) struct Once;

/// Computes an expression with the widest vectors. Functions in it must be `#[inline(always)]`.
macro_rules! wide {
    ($work:expr) => {{
        let once = $crate::evaluation::wide::Once;
        pulp::Arch::new().dispatch(
            #[inline(always)]
            || {
                let _moved: $crate::evaluation::wide::Once = once;
                $work
            },
        )
    }};
}
pub(crate) use wide;
