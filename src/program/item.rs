//! A service item: what it says beside what every policy says, and who decides it where.

use super::{
    DeferralRuleId, DefinitionId, DepartmentId, Effective, Label, NodeId, Notes, OrganId, PromiseRuleId, RegionId,
    RegionRank,
};
use serde::{Deserialize, Serialize};

/// 事项: its elements beside those that it has as a policy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ItemElements {
    /// Elements that are words and nothing else, in the order written.
    pub plain: Vec<PlainElement>,
    /// 部门: the lines of work that it belongs to.
    pub departments: Vec<DepartmentId>,
    /// 权限 and 层级: which level decides. At most one holds, unless the rules contradict each other.
    pub powers: Vec<Power>,
    /// 情形.
    pub cases: Vec<Case>,
    /// 结果.
    pub results: Vec<ItemResult>,
    /// 常见问题.
    pub questions: Vec<CommonQuestion>,
    /// 容缺办法: the rules for papers that may follow; the nearest that is in force holds.
    pub deferral_rules: Vec<DeferralRuleId>,
    /// 告知承诺办法: the rules for promises instead of proof; the nearest that is in force holds.
    pub promise_rules: Vec<PromiseRuleId>,
}

/// An element in the words of the implementation list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlainElement {
    /// Which.
    pub element: Element,
    /// What is said of it.
    pub words: Vec<String>,
    /// Citation, doubts, remarks.
    pub notes: Notes,
}

/// An element of the implementation list that is words and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Element {
    /// 主项.
    MainItem,
    /// 子项.
    SubItem,
    /// 业务办理项.
    BusinessItem,
    /// 基本编码.
    BaseCode,
    /// 实施编码.
    ImplementationCode,
    /// 业务办理项编码.
    BusinessCode,
    /// 事项类型.
    ItemKind,
    /// 状态.
    Status,
    /// 权力来源.
    PowerSource,
    /// 机关性质.
    OrganNature,
    /// 服务对象.
    Served,
    /// 数量限制.
    Quota,
    /// 办件类型.
    CaseKind,
    /// 办理形式.
    Channels,
    /// 网办深度.
    OnlineDepth,
    /// 进驻大厅.
    InHall,
    /// 预约.
    Booking,
    /// 自助终端.
    Kiosk,
    /// 通办范围.
    Reach,
    /// 物流.
    Delivery,
    /// 办理地点.
    Place,
    /// 办理时间.
    Hours,
    /// 网上支付.
    OnlinePayment,
    /// 流程.
    Flow,
    /// 监督.
    Complaints,
    /// 复议.
    Review,
    /// 诉讼.
    Lawsuit,
}

impl Element {
    /// Every element, in the order of the implementation list.
    pub const ALL: [Element; 27] = [
        Element::MainItem,
        Element::SubItem,
        Element::BusinessItem,
        Element::BaseCode,
        Element::ImplementationCode,
        Element::BusinessCode,
        Element::ItemKind,
        Element::Status,
        Element::PowerSource,
        Element::OrganNature,
        Element::Served,
        Element::Quota,
        Element::CaseKind,
        Element::Channels,
        Element::OnlineDepth,
        Element::InHall,
        Element::Booking,
        Element::Kiosk,
        Element::Reach,
        Element::Delivery,
        Element::Place,
        Element::Hours,
        Element::OnlinePayment,
        Element::Flow,
        Element::Complaints,
        Element::Review,
        Element::Lawsuit,
    ];

    /// Its keyword in English, which is its key in results.
    pub fn key(self) -> &'static str {
        match self {
            Element::MainItem => "main_item",
            Element::SubItem => "sub_item",
            Element::BusinessItem => "business_item",
            Element::BaseCode => "base_code",
            Element::ImplementationCode => "implementation_code",
            Element::BusinessCode => "business_code",
            Element::ItemKind => "item_kind",
            Element::Status => "status",
            Element::PowerSource => "power_source",
            Element::OrganNature => "organ_nature",
            Element::Served => "served",
            Element::Quota => "quota",
            Element::CaseKind => "case_kind",
            Element::Channels => "channels",
            Element::OnlineDepth => "online_depth",
            Element::InHall => "in_hall",
            Element::Booking => "booking",
            Element::Kiosk => "kiosk",
            Element::Reach => "reach",
            Element::Delivery => "delivery",
            Element::Place => "place",
            Element::Hours => "hours",
            Element::OnlinePayment => "online_payment",
            Element::Flow => "flow",
            Element::Complaints => "complaints",
            Element::Review => "review",
            Element::Lawsuit => "lawsuit",
        }
    }
}

/// A level that decides, if.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Power {
    /// The rank of the place whose organ decides.
    pub rank: RegionRank,
    /// 当; of a level without one, that no other holds.
    pub when: Option<NodeId>,
    /// Citation, doubts, remarks.
    pub notes: Notes,
}

/// 情形: a case that an item tells apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// Whether it is this case; its name is the case's.
    pub definition: DefinitionId,
}

/// 结果: what is issued.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemResult {
    /// Its name.
    pub name: String,
    /// 类型.
    pub kind: Vec<String>,
    /// 期限, in the author's words.
    pub term: Option<String>,
    /// 样本.
    pub sample: Option<String>,
    /// Title, citation, doubts, remarks.
    pub notes: Notes,
}

/// 常见问题.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommonQuestion {
    /// What people ask.
    pub question: String,
    /// What they are told.
    pub answer: String,
}

/// 部门: a line of work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Department {
    /// The name in rules.
    pub name: String,
    /// The name that people read.
    pub title: Option<Label>,
    /// 性质.
    pub nature: Vec<String>,
}

/// 机关: a department in a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Organ {
    /// The name in rules.
    pub name: String,
    /// 部门: its lines of work.
    pub departments: Vec<DepartmentId>,
    /// 地区.
    pub region: RegionId,
    /// 性质.
    pub nature: Vec<String>,
    /// 电话.
    pub phone: Option<String>,
    /// Title, citation, doubts, remarks.
    pub notes: Notes,
}

/// 赋权: a document that hands powers of a place to an organ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Empowerment {
    /// Its name.
    pub name: String,
    /// 从: the place whose power it is.
    pub from: RegionId,
    /// 到: who gets it.
    pub to: OrganId,
    /// 有效; none means always.
    pub effective: Vec<Effective>,
    /// What is handed on, in the order written.
    pub grants: Vec<Grant>,
    /// Title, citation, doubts, remarks.
    pub notes: Notes,
}

/// 下放 or 委托 of one item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Grant {
    /// The name of the item.
    pub item: String,
    /// 以: in whose name it is decided. Absent: the power itself has moved.
    pub in_name_of: Option<OrganId>,
    /// 当: only if.
    pub when: Option<NodeId>,
    /// Citation, doubts, remarks.
    pub notes: Notes,
}
