//! Addresses (地址): dated names of a space. A space is a thing in the block view; it may have several addresses, and
//! they come and go (DOMAIN §1.1). The plate (门楼牌) that shows an address is surveyed with it.

use crate::code_list::code_list;
use crate::date::PartialDate;
use crate::field::{RecordKind, field_by_text, record};
use crate::id::SpaceAddressId;
use crate::space::Place;

code_list! {
    /// Whether an address is the main one of its space.
    AddressRole, default Main {
        /// Main address (标准地址).
        Main = "main", "标准地址", "Main address";
        /// Another name of the same space (别名 / 曾用地址).
        Alias = "alias", "别名", "Alias";
    }
}

code_list! {
    /// Kind of plate (门楼牌种类).
    PlateKind {
        /// 门牌
        Door = "door", "门牌", "Door plate";
        /// 楼牌
        Building = "building", "楼牌", "Building plate";
        /// 单元牌
        Unit = "unit", "单元牌", "Unit plate";
        /// 户牌
        Room = "room", "户牌", "Room plate";
    }
}

code_list! {
    /// What a survey found of a plate (门楼牌状态).
    PlateState {
        /// 完好
        Good = "good", "完好", "In order";
        /// 缺
        Missing = "missing", "缺", "Missing";
        /// 损
        Damaged = "damaged", "损", "Damaged";
        /// 错
        Wrong = "wrong", "错", "Wrong";
        /// 重
        Doubled = "doubled", "重", "Doubled";
    }
}

record! {
    /// A dated address of a site, building or room, with the plate that shows it.
    SpaceAddress(SpaceAddressId): RecordKind::SpaceAddress,
    given {}
    fields {
        /// The space it names.
        place: Place,
        /// Main or alias.
        role: AddressRole,
        /// The address as written.
        text: String,
        /// Address code (地址编码), free text: localities differ.
        code: Option<String>,
        /// Plate number (牌号).
        plate_no: Option<String>,
        /// Kind of plate.
        plate_kind: Option<PlateKind>,
        /// Code on the plate (二维码内容), free text.
        plate_code: Option<String>,
        /// What the last survey found.
        plate_state: Option<PlateState>,
        /// Surveyed on.
        plate_surveyed_on: Option<PartialDate>,
        /// In use since (启用日期).
        from: Option<PartialDate>,
        /// In use until (停用日期); set means it is no longer used.
        to: Option<PartialDate>,
    }
}

field_by_text! {
    AddressRole => "role of an address", PlateKind => "kind of plate", PlateState => "state of a plate",
}
