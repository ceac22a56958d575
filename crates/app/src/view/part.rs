//! Which part of the list of a plan is wanted.

use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

/// All rows, or as many as are wanted at once: the parts of a list are of one instant, whatever is written meanwhile.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListPart {
    /// `next` of the part before; the first part without.
    pub cursor: Option<String>,
    /// Rows of a part, at most 500; all rows without.
    pub limit: Option<usize>,
}
