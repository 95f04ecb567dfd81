//! An invented 流动人口登记表 of any size, as workbook and as GB18030 text. Same row number, same row.

use super::import::failed;
use crate::output::Output;
use crate::status::Status;
use clap::Args;
use encoding_rs::GB18030;
use louce_domain::citizen_id::check_character;
use louce_wire::RpcError;
use rust_xlsxwriter::{Workbook, XlsxError};
use serde_json::json;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Write a ledger and nothing else. A process of its own: what a workbook takes to be written would else be counted as
/// the peak of every contender that this process starts.
#[derive(Debug, Args)]
pub struct BenchLedger {
    /// Where; a workbook when the name ends in `.xlsx`, else GB18030 text.
    file: PathBuf,
    /// Rows beside the header.
    #[arg(long)]
    rows: u64,
}

impl BenchLedger {
    /// Writes it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn run(&self, output: &Output) -> Result<Status, RpcError> {
        if self.file.extension().is_some_and(|extension| extension == "xlsx") {
            write_xlsx(&self.file, self.rows).map_err(|error| failed(&error))?;
        } else {
            write_csv(&self.file, self.rows).map_err(|error| failed(&error))?;
        }
        output.tell(&json!({ "rows": self.rows }), || format!("{} rows\n", self.rows))?;
        Ok(Status::Done)
    }
}

/// Header.
pub const HEADER: [&str; 12] = [
    "序号",
    "姓名",
    "性别",
    "出生日期",
    "身份证号",
    "户籍地址",
    "现住址",
    "来本地时间",
    "暂住事由",
    "服务处所",
    "联系电话",
    "登记日期",
];

const SURNAMES: [&str; 12] = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙"];
const GIVEN: [&str; 16] =
    ["建", "国", "秀", "英", "海", "燕", "志", "强", "丽", "芳", "明", "辉", "晓", "梅", "永", "祥"];
const SITES: [&str; 11] = ["望湖", "月河", "澄浪", "柳汀", "广仁", "联丰", "翠柏", "白云", "孔浦", "甬港", "文昌"];
/// No two of them one slip apart: 望湖花园 beside 望湖家园 would wait for a person's word.
const SUFFIXES: [&str; 10] = ["家园", "新村", "山庄", "公寓", "华庭", "名邸", "水岸", "雅苑", "里弄", "广场"];
/// Rooms of a building: two units, eighteen floors, two doors.
const ROOMS_PER_BUILDING: u64 = 72;
const BUILDINGS_PER_SITE: u64 = 20;
/// Persons that share a room over the years.
const PERSONS_PER_ROOM: u64 = 8;

fn of<'a>(list: &[&'a str], number: u64) -> &'a str {
    usize::try_from(number).ok().and_then(|at| list.get(at % list.len())).copied().unwrap_or_default()
}

/// A row, numbered from 0.
pub fn row(number: u64) -> [String; 12] {
    let (year, month, day) = (1950 + number % 60, 1 + number / 60 % 12, 1 + number / 720 % 28);
    let sequence = number / 20_160 % 1000;
    let digits = format!("330299{year}{month:02}{day:02}{sequence:03}");
    let id = format!("{digits}{}", check_character(&digits).unwrap_or_default());
    let sex = if sequence % 2 == 1 { "男" } else { "女" };
    let name = format!("{}{}{}", of(&SURNAMES, number), of(&GIVEN, number / 12), of(&GIVEN, number / 192));
    let place = number / PERSONS_PER_ROOM;
    let (building, room) = (place / ROOMS_PER_BUILDING, place % ROOMS_PER_BUILDING);
    let site = building / BUILDINGS_PER_SITE;
    let site = format!("{}{}", of(&SITES, site), of(&SUFFIXES, site / 11));
    let address = format!(
        "{site}{}幢{}单元{}{:02}室",
        building % BUILDINGS_PER_SITE + 1,
        room / 36 + 1,
        room % 36 / 2 + 1,
        room % 2 + 1
    );
    [
        (number + 1).to_string(),
        name,
        sex.to_owned(),
        format!("{year}-{month:02}-{day:02}"),
        id,
        format!("示例省示例市第{}村", number % 900 + 1),
        address,
        format!("20{:02}-{:02}-01", 10 + number % 12, 1 + number % 12),
        of(&["务工", "经商", "就学", "投靠"], number).to_owned(),
        format!("{}第{}公司", of(&SITES, number / 7), number % 300 + 1),
        format!("1{:02}0000{:04}", 30 + number / 10_000 % 70, number % 10_000),
        format!("2023-{:02}-{:02}", 1 + number % 12, 1 + number % 28),
    ]
}

/// Characters of all cells, without the header: what a reader must have seen.
pub fn characters(rows: u64) -> u64 {
    (0..rows).flat_map(row).map(|cell| cell.chars().count() as u64).sum()
}

/// Writes a workbook of text cells, a row at a time.
fn write_xlsx(path: &Path, rows: u64) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, HEADER)?;
    for (line, number) in (1..).zip(0..rows) {
        sheet.write_row(line, 0, row(number))?;
    }
    workbook.save(path)
}

/// Writes GB18030 text, separated by commas.
fn write_csv(path: &Path, rows: u64) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    let mut line = |cells: &[String]| out.write_all(&GB18030.encode(&format!("{}\r\n", cells.join(","))).0);
    line(&HEADER.map(str::to_owned))?;
    (0..rows).try_for_each(|number| line(&row(number)))?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use louce_domain::citizen_id::{CellForm, CitizenIdState, read_citizen_id};
    use std::collections::HashSet;

    #[test]
    fn rows_are_sound_and_each_is_another_person() {
        let ids: HashSet<String> = (0..30_000).map(|number| row(number)[4].clone()).collect();
        assert_eq!(ids.len(), 30_000, "no id twice");
        let sound = |id: &String| read_citizen_id(id, CellForm::Text).state == CitizenIdState::Ok;
        assert!(ids.iter().all(sound), "each with its check character");
    }
}
