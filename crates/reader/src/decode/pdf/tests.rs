//! Files written here, object by object: what is joined, what is left out, what is refused.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use crate::decode;

/// One page's content stream: `(left, foot from below, size, text)` each in the font of the given name.
fn content(font: &str, lines: &[(f64, f64, f64, &str)]) -> String {
    let mut content = String::new();
    for (left, foot, size, text) in lines {
        let bytes = if font == "UTF16" {
            text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>()
        } else {
            encoding_rs::GBK.encode(text).0.into_owned()
        };
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(content, "BT /{font} {size} Tf 1 0 0 1 {left} {foot} Tm <{hex}> Tj ET").unwrap();
    }
    content
}

fn pdf(pages: &[String]) -> Vec<u8> {
    pdf_with(pages, "")
}

fn pdf_with(pages: &[String], trailer: &str) -> Vec<u8> {
    let mut file = "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n".to_string();
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", 10 + 2 * page)).collect();
    writeln!(file, "2 0 obj <</Type/Pages/Kids[{kids}]/Count {}>> endobj", pages.len()).unwrap();
    for (number, (name, encoding, order)) in
        [("GBK", "GBK-EUC-H", "GB1"), ("UTF16", "UniGB-UCS2-H", "GB1")].iter().enumerate()
    {
        writeln!(
            file,
            "{} 0 obj <</Type/Font/Subtype/Type0/BaseFont/SimSun{name}/Encoding/{encoding}/DescendantFonts[\
             <</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering({order})\
             /Supplement 2>>/DW 1000/W[1 95 500 814 939 500]>>]>> endobj",
            3 + number
        )
        .unwrap();
    }
    writeln!(
        file,
        "5 0 obj <</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>> \
         stream\n0\nendstream endobj"
    )
    .unwrap();
    for (page, content) in pages.iter().enumerate() {
        let (own, stream) = (10 + 2 * page, 11 + 2 * page);
        writeln!(
            file,
            "{own} 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {stream} 0 R/Resources\
             <</Font<</GBK 3 0 R/UTF16 4 0 R>>/XObject<</Scan 5 0 R>>>>>> endobj\n\
             {stream} 0 obj <</Length {}>> stream\n{content}\nendstream endobj",
            content.len()
        )
        .unwrap();
    }
    let table = file.len();
    file.push_str("xref\n");
    for number in 1..10 + 2 * pages.len() {
        if let Some(at) = file.find(&format!("\n{number} 0 obj")) {
            write!(file, "{number} 1\n{:010} 00000 n \n", at + 1).unwrap();
        }
    }
    writeln!(file, "trailer <</Size 100/Root 1 0 R{trailer}>>\nstartxref\n{table}\n%%EOF").unwrap();
    file.into_bytes()
}

const SCAN: &str = "q 595 0 0 842 0 0 cm /Scan Do Q\n";

#[track_caller]
fn check(file: &[u8], expect: Expect) {
    let text = match decode(file, Some("方案.pdf")) {
        Ok(source) => source.text,
        Err(error) => error.to_string(),
    };
    expect.assert_eq(&text);
}

/// Text area from 85 to 501 points: 26 characters of 16 points.
fn first_page() -> String {
    content(
        "GBK",
        &[
            (480.0, 800.0, 9.0, "甲乙市文件"),
            (183.0, 740.0, 22.0, "甲乙市林业高质量发展"),
            (216.0, 705.0, 22.0, "行动方案的通知"),
            (85.0, 660.0, 16.0, "各县（市、区）人民政府："),
            (117.0, 632.0, 16.0, "为贯彻落实上级部署，加快林业发展，建设绿色家园，结"),
            (85.0, 604.0, 16.0, "合我市实际，制定本方案。到2028年，全市森林覆盖率达到"),
            (85.0, 576.0, 16.0, "42%。"),
            (117.0, 548.0, 16.0, "一、扩大绿色空间"),
            (117.0, 520.0, 16.0, "每年新造林10万亩以上，改造退化林8万亩，加强管护和防"),
            (280.0, 40.0, 14.0, "— 1 —"),
        ],
    )
}

fn second_page() -> String {
    content(
        "GBK",
        &[
            (480.0, 800.0, 9.0, "甲乙市文件"),
            (85.0, 740.0, 16.0, "火工作。（市林业局牵头）"),
            (117.0, 712.0, 16.0, "附件：任务表"),
            (85.0, 680.0, 12.0, "指标"),
            (280.0, 680.0, 12.0, "单位"),
            (400.0, 680.0, 12.0, "2028年目标"),
            (85.0, 660.0, 12.0, "森林覆盖率"),
            (280.0, 660.0, 12.0, "%"),
            (400.0, 660.0, 12.0, "42"),
            (280.0, 40.0, 14.0, "— 2 —"),
        ],
    )
}

#[test]
fn lines_are_joined_and_what_is_printed_on_every_page_is_left_out() {
    check(
        &pdf(&[first_page(), second_page()]),
        expect![[r#"
            甲乙市林业高质量发展行动方案的通知
            各县（市、区）人民政府：
            为贯彻落实上级部署，加快林业发展，建设绿色家园，结合我市实际，制定本方案。到2028年，全市森林覆盖率达到42%。
            一、扩大绿色空间
            每年新造林10万亩以上，改造退化林8万亩，加强管护和防火工作。（市林业局牵头）
            附件：任务表
            指标	单位	2028年目标
            森林覆盖率	%	42"#]],
    );
}

#[test]
fn both_usual_encodings_of_fonts_that_are_not_in_the_file_are_known() {
    let lines = [(117.0, 700.0, 16.0, "一、总则"), (117.0, 672.0, 16.0, "到2026年，建成“一园三区”3个。")];
    for font in ["GBK", "UTF16"] {
        check(&pdf(&[content(font, &lines)]), expect!["一、总则\n到2026年，建成“一园三区”3个。"]);
    }
}

#[test]
fn bold_that_is_drawn_twice_is_read_once() {
    let lines = [(117.0, 700.0, 16.0, "一、总则总则"), (117.3, 700.0, 16.0, "一、总则总则")];
    check(&pdf(&[content("GBK", &lines)]), expect!["一、总则总则"]);
}

/// As a browser prints: glyphs are little drawings, and the space has no character.
#[test]
fn a_glyph_without_ink_is_a_space() {
    let font = "6 0 obj <</Type/Font/Subtype/Type3/FontMatrix[0.001 0 0 0.001 0 0]/FontBBox[0 0 1000 1000]/FirstChar 1\
        /LastChar 3/Widths[1000 300 1000]/Encoding<</Differences[1/a/b/c]>>/CharProcs<</a 7 0 R/b 8 0 R/c 7 0 R>>\
        /ToUnicode 9 0 R>> endobj\n\
        7 0 obj <</Length 36>> stream\n1000 0 0 0 1000 1000 d1 0 0 9 9 re f\nendstream endobj\n\
        8 0 obj <</Length 6>> stream\n300 0 d0\nendstream endobj\n\
        9 0 obj <</Length 95>> stream\nbegincmap 1 begincodespacerange <00> <ff> endcodespacerange \
        2 beginbfchar <01> <7532> <03> <4e59> endbfchar endcmap\nendstream endobj\n";
    let page = "BT /Drawn 16 Tf 99 700 Td <010203> Tj ET".to_string();
    let file = String::from_utf8(pdf(&[page])).unwrap().replace("/UTF16 4 0 R", "/Drawn 6 0 R");
    let file = file.replace("\n5 0 obj", &format!("\n{font}5 0 obj"));
    check(file.as_bytes(), expect!["甲 乙"]);
}

#[test]
fn text_across_the_page_is_no_text_of_the_plan() {
    let mark = "BT /GBK 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <c4dab2bf> Tj ET\n".to_string();
    check(&pdf(&[mark + &content("GBK", &[(117.0, 700.0, 16.0, "一、总则")])]), expect!["一、总则"]);
}

#[test]
fn one_page_that_is_a_picture_is_named_and_a_scan_is_refused() {
    let text = content("GBK", &[(117.0, 700.0, 16.0, "一、总则")]);
    check(
        &pdf(&[SCAN.to_string(), text.clone(), text.clone()]),
        expect!["［第 1 页是图片，其中的文字没有读出］\n一、总则\n一、总则"],
    );
    check(
        &pdf(&[SCAN.to_string(), SCAN.to_string(), text]),
        expect![
            "PDF 是扫描件，3 页中有 2 页只有图片没有文字；请向发文单位索取电子版，或经文字识别并人工校对后存为 docx 再试"
        ],
    );
    let under_the_scan = content("GBK", &[(117.0, 700.0, 16.0, "一、总则")]).replace("BT", "BT 3 Tr");
    check(
        &pdf(&[SCAN.to_string() + &under_the_scan]),
        expect!["PDF 是扫描件，其文字由识别软件附加，数字可能有误；请向发文单位索取电子版，或人工校对后存为 docx 再试"],
    );
}

#[test]
fn what_cannot_be_read_is_refused_with_a_way_out() {
    check(b"%PDF-1.7\n", expect!["PDF 文件已损坏或不完整，读不出页面；请重新下载，或用 WPS 打开后另存为 docx 再试"]);
    check(b"hello", expect!["PDF 文件已损坏或不完整，读不出页面；请重新下载，或用 WPS 打开后另存为 docx 再试"]);
    check(&pdf(&[String::new()]), expect!["PDF 中没有文字；请检查是否选错文件"]);
    let locked = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O<00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff>/U<00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff>>>";
    check(
        &pdf_with(&[first_page()], locked),
        expect!["PDF 设有打开密码，读不出文字；请先在 WPS 等软件中取消密码保护，另存后再试"],
    );
    let unnamed = content("GBK", &[(117.0, 700.0, 16.0, "一、总则")]);
    let unnamed = String::from_utf8(pdf(&[unnamed])).unwrap().replace("Ordering(GB1)", "Ordering(XYZ)");
    let unnamed = unnamed.replace("/Encoding/GBK-EUC-H", "/Encoding/Identity-H");
    check(
        unnamed.as_bytes(),
        expect![
            "PDF 中有 100% 的字没有文字编码（复制出来也是乱码）；请索取 Word 版，或用 WPS 转换为 docx 并校对后再试"
        ],
    );
}

#[test]
fn forms_that_draw_forms_that_draw_forms_are_stopped() {
    let mut file = pdf(&["/A Do ".repeat(10)]);
    let names: String = (0..8).map(|level| format!("/{} {} 0 R", (b'A' + level) as char, 60 + level)).collect();
    let text = String::from_utf8(file).unwrap().replace("/Scan 5 0 R", &names);
    file = text.into_bytes();
    for level in 0..8u8 {
        let inner = if level == 7 { "q Q ".into() } else { format!("/{} Do ", (b'B' + level) as char).repeat(10) };
        let form = format!(
            "{} 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<{names}>>>>/Length {}>> stream\n{inner}\nendstream endobj\n",
            60 + level,
            inner.len()
        );
        file.extend(form.bytes());
    }
    check(
        &file,
        expect!["PDF 过大或过于复杂（文字或图形数量超过上限），可能已损坏或有害；请只保留方案正文，另存为 docx 再试"],
    );
}

#[test]
fn deep_nesting_is_read_within_bounds_or_refused() {
    let nested = |depth: usize| {
        let page = first_page() + &"[".repeat(depth) + &"]".repeat(depth);
        let object = format!("/Deep {}{}", "<</A[".repeat(depth), "]>>".repeat(depth));
        pdf_with(&[page], &object)
    };
    let read = decode(&nested(20_000), None).map(|source| source.text.chars().take(5).collect::<String>());
    assert_eq!(read, Ok("甲乙市文件".to_string()));
    check(
        &nested(60_000),
        expect!["PDF 过大或过于复杂（嵌套过深），可能已损坏或有害；请只保留方案正文，另存为 docx 再试"],
    );
}
