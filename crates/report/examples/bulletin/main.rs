//! Writes an invented bulletin into a folder, to be looked at: `cargo run --example bulletin -- FONTS FOLDER`.

mod sample;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1).map(PathBuf::from);
    let (Some(font_folder), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("用法：bulletin 字体文件夹 输出文件夹".into());
    };
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(font_folder)? {
        paths.push(entry?.path());
    }
    paths.retain(|path| {
        path.extension().is_some_and(|extension| ["otf", "ttf", "ttc"].iter().any(|known| extension == *known))
    });
    paths.sort();
    let files = paths.iter().map(fs::read).collect::<Result<Vec<_>, _>>()?;
    let fonts = report::Fonts::new(files)?;

    fs::create_dir_all(&folder)?;
    for (name, is_demo) in [("通报", false), ("演示通报", true)] {
        let mut document = sample::bulletin(is_demo);
        document.rasterise(&fonts)?;
        document.place_imprint(&fonts)?;
        fs::write(folder.join(format!("{name}.docx")), report::docx(&document)?)?;
        fs::write(folder.join(format!("{name}.pdf")), report::pdf(&document, &fonts)?)?;
        fs::write(folder.join(format!("{name}.xlsx")), report::ledger_xlsx(&sample::ledger(is_demo))?)?;
    }
    Ok(())
}
