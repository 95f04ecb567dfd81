//! Profiles as files, from one register to another: JSON, versioned, checked before anything is taken.

use super::listed::listed;
use super::recognise::found;
use super::{Body, LAYOUTS, VERSION, name_taken, named};
use crate::asking::{Asking, stored};
use crate::import::mint::Mint;
use crate::permission::Operation;
use crate::save::{save, writable};
use crate::{ids, refusal};
use louce_import::dictionary;
use louce_import::refused_values::sensitive;
use louce_import::remembered::{RememberedLayout, is_remembered};
use louce_wire::{ImportProfiles, RpcError};
use serde::{Deserialize, Serialize};
use std::io::Read;
use std::path::Path;

/// What such a file calls itself.
const KIND: &str = "louce-import-profile";
/// Largest file that is read, bytes.
const LARGEST: u64 = 4 << 20;
/// Columns, values and answers that one layout may set.
const CORRECTIONS: usize = 5_000;
/// Longest header, value or answer, characters.
const LONGEST: usize = 200;

#[derive(Debug, Serialize, Deserialize)]
struct File {
    kind: String,
    version: u32,
    name: String,
    layouts: Vec<RememberedLayout>,
}

/// Writes a profile to a file.
///
/// # Errors
/// When the role does not allow it, the profile is not there, or the file cannot be written.
pub fn export(asking: Asking<'_>, id: &str, out: &Path) -> Result<(), RpcError> {
    let permit = asking.permit(Operation::ImportLedger)?;
    writable(asking, out)?;
    let id = ids::read(id)?;
    // Corrections name no person, but what leaves the register is audited.
    let profile = permit.look_audited(|reader, _| found(reader, id))?;
    let body = Body::read(&profile.body).unwrap_or_default();
    let file = File { kind: KIND.to_owned(), version: VERSION, name: profile.name, layouts: body.layouts };
    let json = serde_json::to_vec_pretty(&file).map_err(|error| refusal::internal("import profile", &error))?;
    save(asking, out, &json)
}

/// Takes a profile from a file.
///
/// # Errors
/// When the role does not allow it, the file is no such profile or would keep what must not be kept, or one of its name
/// is there already.
pub fn load(asking: Asking<'_>, path: &Path) -> Result<ImportProfiles, RpcError> {
    let permit = asking.permit(Operation::ImportLedger)?;
    let file = read(path)?;
    let name = named(&file.name)?;
    let layouts = file.layouts.into_iter().map(checked).collect::<Result<Vec<_>, _>>()?;
    let id = Mint::new(asking.host).uuid();
    permit.write(Some("import_profile loaded"), |tx| {
        let known = tx.reader().import_profiles().map_err(stored)?;
        if known.iter().any(|profile| profile.name == name) {
            return Err(name_taken(&name));
        }
        tx.put_import_profile(id, &name, &Body::new(layouts).write()?).map_err(stored)?;
        listed(&tx.reader())
    })
}

fn read(path: &Path) -> Result<File, RpcError> {
    let unreadable = |why: &dyn std::fmt::Display| {
        refusal::invalid(
            format!("无法读取方案文件 {}：{why}。请选择由楼册导出的方案文件。", path.display()),
            format!("{} cannot be read: {why}. Choose a profile that Louce wrote.", path.display()),
        )
        .about("path")
    };
    let opened = std::fs::File::open(path).map_err(|error| unreadable(&error))?;
    let mut json = Vec::new();
    opened.take(LARGEST + 1).read_to_end(&mut json).map_err(|error| unreadable(&error))?;
    parse(&json).map_err(|why| unreadable(&why))
}

fn parse(json: &[u8]) -> Result<File, String> {
    if json.len() as u64 > LARGEST {
        return Err("文件过大".to_owned());
    }
    // The position of the fault only: the text of a file that is none may be anything.
    let fault = |error: serde_json::Error| format!("不是方案文件（第{}行）", error.line());
    let file: File = serde_json::from_slice(json).map_err(fault)?;
    if file.kind != KIND {
        return Err("不是导入方案".to_owned());
    }
    if file.version > VERSION {
        return Err("由更新版本的楼册导出，请先升级".to_owned());
    }
    if file.layouts.is_empty() || file.layouts.len() > LAYOUTS {
        return Err(format!("应有1至{LAYOUTS}种表样"));
    }
    Ok(file)
}

/// A layout from outside: bounded, and without anything that a ledger of that layout may not bring.
fn checked(layout: RememberedLayout) -> Result<RememberedLayout, RpcError> {
    let headers = layout.headers.iter().chain(layout.columns.iter().map(|(place, _)| &place.header));
    let values = layout.fixes.iter().flat_map(|fix| [&fix.at.header, &fix.from, &fix.to]);
    let answers = layout.answers.iter().flat_map(|answer| [&answer.code, &answer.answer]);
    let long = |text: &String| text.char_indices().nth(LONGEST).is_some();
    let corrections = layout.columns.len() + layout.fixes.len() + layout.answers.len();
    let oversized = headers.chain(values).chain(answers).chain([&layout.fingerprint]).any(long);
    if oversized || corrections > CORRECTIONS || layout.headers.len() > CORRECTIONS {
        let zh = "方案中的表样过大，不是由楼册导出的。";
        return Err(refusal::invalid(zh, "A layout of the profile is too large: Louce did not write it.").about("path"));
    }
    let refused_header = |header: &str| {
        let mut tiers = header.split('·').map(dictionary::header_key).chain([dictionary::header_key(header)]);
        tiers.any(|key| dictionary::withheld(&key).is_some())
    };
    let sets = layout.columns.iter().filter(|(_, field)| field.is_some()).map(|(place, _)| &place.header);
    let fixes = layout.fixes.iter().map(|fix| &fix.at.header);
    if let Some(header) = sets.chain(fixes).find(|header| refused_header(header)) {
        return Err(refusal::invalid(
            format!("方案要读取“{header}”列，该列按规定不登记，方案未载入。"),
            format!("The profile reads the column “{header}”, which is not registered: it was not taken."),
        )
        .about("path"));
    }
    if layout.fixes.iter().any(|fix| sensitive(&fix.to).is_some()) {
        let zh = "方案会写入按规定不登记的内容，方案未载入。";
        return Err(refusal::invalid(zh, "The profile writes what is not registered: it was not taken.").about("path"));
    }
    let answers = layout.answers.into_iter().filter(|answer| is_remembered(&answer.code)).collect();
    Ok(RememberedLayout { profile: String::new(), near_too: false, answers, ..layout })
}

#[cfg(test)]
mod tests {
    use super::*;
    use louce_import::FieldCode;
    use louce_import::remembered::{HeaderPlace, RememberedFix};

    fn place(header: &str) -> HeaderPlace {
        HeaderPlace { header: header.to_owned(), nth: 0 }
    }

    fn file(layouts: Vec<RememberedLayout>) -> Vec<u8> {
        serde_json::to_vec(&File { kind: KIND.into(), version: VERSION, name: "甲".into(), layouts }).unwrap()
    }

    fn with_column(header: &str) -> RememberedLayout {
        RememberedLayout { columns: vec![(place(header), Some(FieldCode::Remark))], ..RememberedLayout::default() }
    }

    #[test]
    fn a_profile_reads_back_what_was_written() {
        let layout = with_column("甲");
        assert_eq!(parse(&file(vec![layout.clone()])).unwrap().layouts, [layout], "nothing is lost on the way");
    }

    #[test]
    fn what_is_no_profile_is_refused_with_a_reason() {
        let newer = String::from_utf8(file(vec![with_column("甲")])).unwrap().replace("\"version\":1", "\"version\":9");
        for json in [&b"{}"[..], b"", b"[1,2", newer.as_bytes(), &file(Vec::new()), &file(vec![with_column("甲"); 999])]
        {
            assert!(parse(json).is_err(), "{} bytes are no profile", json.len());
        }
    }

    #[test]
    fn a_hostile_profile_brings_in_nothing_that_is_refused() {
        for header in ["宗教信仰", "备注·是否重点人员", "政 治 面 貌"] {
            assert!(checked(with_column(header)).is_err(), "{header} stays refused");
        }
        let fix = RememberedFix { at: place("备注"), from: "1".into(), to: "吸毒人员".into() };
        assert!(checked(RememberedLayout { fixes: vec![fix], ..with_column("甲") }).is_err(), "nor by a value");
        let long = with_column(&"甲".repeat(LONGEST + 1));
        assert!(checked(long).is_err(), "texts are bounded");
        let chosen = checked(RememberedLayout { near_too: true, ..with_column("甲") }).unwrap();
        assert!(!chosen.near_too, "only the user chooses to read near layouts");
    }
}
