//! What readers without an account see. Texts only: every figure here was found public before it came here.

use super::PublishedView;

#[derive(Debug, Clone, PartialEq)]
pub struct PublicHome {
    pub plans: Vec<PublicPlan>,
    pub documents: Vec<PublishedView>,
    pub registers: Vec<PublicRegister>,
    pub has_map: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicPlan {
    pub code: String,
    pub title: String,
    pub number: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicPlanPage {
    pub title: String,
    pub number: String,
    pub as_of: String,
    pub rows: Vec<PublicTarget>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicTarget {
    pub clause: String,
    pub subject: String,
    pub place: String,
    pub demand: String,
    pub due: String,
    pub figure: Option<PublicFigure>,
    /// 未公开 where a figure behind it is not public.
    pub status: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicFigure {
    pub text: String,
    pub unit: String,
    pub period: String,
    /// 初步, 最终, 修订.
    pub status: String,
    pub source: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicRegister {
    pub pack: String,
    pub register: String,
    pub name: String,
    pub definition: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicRegisterPage {
    pub name: String,
    pub definition: String,
    pub columns: Vec<String>,
    /// In the order of the columns.
    pub rows: Vec<Vec<String>>,
    pub total: usize,
    /// `cursor` of the page behind this one; nothing at the end.
    pub next: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicSource {
    pub id: String,
    pub title: String,
    pub publisher: String,
    pub url: Option<String>,
    pub count: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicMap {
    pub title: String,
    pub svg: String,
    /// 审图号.
    pub approval: String,
    pub sources: Vec<String>,
}
