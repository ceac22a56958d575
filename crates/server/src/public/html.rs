//! Pages as text: a frame, headings, tables, links. Everything that is put in is escaped; no script is ever written.

use std::fmt::Write;

/// The style of all public pages.
pub(crate) const STYLE: &str = include_str!("public.css");

pub(crate) struct Page {
    title: String,
    body: String,
}

impl Page {
    pub fn new(title: &str) -> Page {
        let mut page = Page { title: title.to_string(), body: String::new() };
        page.raw("<h1>").text(title).raw("</h1>\n");
        page
    }

    /// Markup of our own; never anything that was read.
    pub fn raw(&mut self, markup: &'static str) -> &mut Page {
        self.body.push_str(markup);
        self
    }

    pub fn text(&mut self, text: &str) -> &mut Page {
        self.body.push_str(&escaped(text));
        self
    }

    pub fn heading(&mut self, text: &str) -> &mut Page {
        self.raw("<h2>").text(text).raw("</h2>\n")
    }

    pub fn paragraph(&mut self, text: &str) -> &mut Page {
        self.raw("<p>").text(text).raw("</p>\n")
    }

    pub fn link(&mut self, address: &str, text: &str) -> &mut Page {
        let _ = write!(self.body, "<a href=\"{}\">{}</a>", escaped(address), escaped(text));
        self
    }

    /// A picture that our own code has drawn.
    pub fn drawing(&mut self, svg: &str) -> &mut Page {
        self.raw("<div class=\"drawing\">");
        self.body.push_str(svg);
        self.raw("</div>\n")
    }

    /// One that is wider than the page is moved within its frame, by keys too. On a narrow screen each row stands as a block,
    /// with the headers before its cells.
    pub fn table(&mut self, caption: &str, headers: &[&str], rows: &[Vec<String>]) -> &mut Page {
        let _ = write!(
            self.body,
            "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">",
            escaped(caption)
        );
        self.raw("<table><caption>").text(caption).raw("</caption>\n<thead><tr>");
        for header in headers {
            self.raw("<th scope=\"col\">").text(header).raw("</th>");
        }
        self.raw("</tr></thead>\n<tbody>\n");
        for row in rows {
            self.raw("<tr>");
            for (header, cell) in headers.iter().zip(row) {
                let _ = write!(self.body, "<td data-label=\"{}\">{}</td>", escaped(header), escaped(cell));
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody></table></div>\n")
    }

    pub fn finish(&self) -> String {
        format!(
            "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{} · 公众端</title>\n\
             <link rel=\"icon\" href=\"/icon.svg\">\n<link rel=\"stylesheet\" href=\"/public/style.css\">\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#main\">跳到正文</a>\n<nav aria-label=\"栏目\"><a href=\"/public\">首页</a>\
             <a href=\"/public/sources\">数据来源</a></nav>\n<main id=\"main\">\n{}</main>\n\
             <footer>只含标明公开的内容。数字以发布机构公布的为准。</footer>\n</body>\n</html>\n",
            escaped(&self.title),
            self.body
        )
    }
}

pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_never_markup() {
        let mut page = Page::new("<script>a</script>");
        let bad = "\"><img src=x onerror='y'>&".to_string();
        page.paragraph(&bad).link(&bad, &bad).table(&bad, &[&bad], &[vec![bad.clone()]]);
        let text = page.finish();
        assert!(!text.contains("<script") && !text.contains("<img") && !text.contains("'y'"), "{text}");
    }
}
