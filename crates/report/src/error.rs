//! What can go wrong while a document is written, in words for the person who wanted it.

/// A document, ledger or picture that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    #[error("{place}中的数字编号“{id}”不可用作书签：应以字母开头，只含字母、数字和下划线，不超过32个字符")]
    FigureName { id: String, place: String },
    #[error("数字编号“{0}”在公文中使用，但没有列出它的来源，请在来源清单中补上")]
    FigureSource(String),
    #[error("{place}含有不能印刷的控制字符（U+{code:04X}），请删除后重试")]
    ControlCharacter { place: String, code: u32 },
    #[error("{place}有误：{what}")]
    Shape { place: String, what: String },
    #[error("没有可用的{role}字体，需要以下之一：{wanted}；请检查字体文件夹")]
    FontMissing { role: &'static str, wanted: String },
    #[error("第 {0} 个字体文件无法识别，应为 OTF、TTF 或 TTC 文件")]
    FontUnreadable(usize),
    #[error("所给字体都没有以下字符：{0}；请在字体文件夹中加入含有这些字的字体")]
    GlyphMissing(String),
    #[error("图“{0}”还没有生成位图，写入 Word 前请先调用 Document::rasterise")]
    PictureMissing(String),
    #[error("图“{caption}”无法绘制：{reason}")]
    Picture { caption: String, reason: String },
    #[error("修改痕迹稿只有 Word 文件，不能排成 PDF")]
    RevisedPdf,
    #[error("PDF 排版失败：{0}")]
    Layout(String),
    #[error("写 Word 文件失败：{0}")]
    Docx(String),
    #[error("写 Excel 文件失败：{0}")]
    Xlsx(String),
}
