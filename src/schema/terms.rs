//! Words with a fixed meaning that are no keywords of a block: values to choose from, functions, constants, types,
//! operators, and the words of expectations. Translated by the list that a place asks for.

/// One word of a list.
#[derive(Debug, PartialEq, Eq)]
pub struct Term {
    /// The Chinese form; items hold this one.
    pub zh: &'static str,
    /// The English form.
    pub en: &'static str,
    /// Its list: the Chinese keyword whose value it is, or 式 函数 常词 类型 期望.
    pub list: &'static str,
}

const fn term(zh: &'static str, en: &'static str, list: &'static str) -> Term {
    Term { zh, en, list }
}

/// The terms of one list.
pub fn terms(list: &str) -> impl Iterator<Item = &'static Term> {
    TERMS.iter().filter(move |term| term.list == list)
}

/// The term of a list with this Chinese or English form.
pub fn term_of(list: &str, name: &str) -> Option<&'static Term> {
    terms(list).find(|term| term.zh == name || term.en == name)
}

/// Every term.
#[rustfmt::skip]
pub static TERMS: &[Term] = &[
    // ── 类型 ──
    term("是否", "yes_no", "类型"),
    term("整数", "whole", "类型"),
    term("数值", "number", "类型"),
    term("金额", "money", "类型"),
    term("百分比", "percent", "类型"),
    term("日期", "date", "类型"),
    term("时长", "duration", "类型"),
    term("年度", "year", "类型"),
    term("文本", "text", "类型"),
    term("单选", "choice", "类型"),
    term("多选", "choices", "类型"),
    term("地区", "region", "类型"),
    term("清单", "list", "类型"),
    // ── 属期 ──
    term("当日", "that_day", "属期"),
    term("当年", "this_year", "属期"),
    term("上年", "last_year", "属期"),
    term("上年末", "end_of_last_year", "属期"),
    term("年末", "year_end", "属期"),
    term("近一年", "last_one_year", "属期"),
    term("近两年", "last_two_years", "属期"),
    term("近三年", "last_three_years", "属期"),
    // ── 时段 ──
    term("起", "onwards", "时段"),
    term("不详", "unspecified", "时段"),
    // ── 申报 ──
    term("每年", "every_year", "申报"),
    term("次年", "next_year", "申报"),
    term("常年", "always", "申报"),
    term("另行公布", "announced", "申报"),
    // ── 期限 ──
    term("自", "from", "期限"),
    term("次年", "next_year", "期限"),
    term("每年", "every_year", "期限"),
    term("前", "before", "期限"),
    // ── 时限 ──
    term("无规定", "none_set", "时限"),
    term("即办", "at_once", "时限"),
    term("未定", "open_ended", "时限"),
    // ── 层级 ──
    term("国家", "national", "层级"),
    term("省级", "provincial", "层级"),
    term("市级", "city", "层级"),
    term("县级", "county", "层级"),
    // ── 委托 ──
    term("省级", "provincial", "委托"),
    term("市级", "city", "委托"),
    term("县级", "county", "委托"),
    // ── 决定层级 ──
    term("省级", "provincial", "决定层级"),
    term("市级", "city", "决定层级"),
    term("县级", "county", "决定层级"),
    // ── 级别 ──
    term("省", "province", "级别"),
    term("市", "prefecture", "级别"),
    term("区县", "district", "级别"),
    term("街道", "street", "级别"),
    term("功能区", "zone", "级别"),
    // ── 编码 ──
    term("国标", "national", "编码"),
    term("统计", "statistics", "编码"),
    term("自编", "own", "编码"),
    // ── 要件 ──
    term("主审", "main", "要件"),
    term("次要", "secondary", "要件"),
    // ── 形式 ──
    term("原件", "original", "形式"),
    term("复印件", "copy", "形式"),
    term("电子", "electronic", "形式"),
    term("纸质", "paper", "形式"),
    // ── 舍入 ──
    term("四舍五入", "half_up", "舍入"),
    term("四舍六入", "half_even", "舍入"),
    term("舍去", "down", "舍入"),
    term("进一", "up", "舍入"),
    term("到", "to_step", "舍入"),
    // ── 用语 ──
    term("含", "includes", "用语"),
    term("不含", "excludes", "用语"),
    // ── 互斥 ──
    term("择", "pick", "互斥"),
    term("申请人", "applicant", "互斥"),
    term("最高", "highest", "互斥"),
    // ── 抵扣 ──
    term("已含", "includes", "抵扣"),
    // ── 封顶 ──
    term("合计", "total", "封顶"),
    term("全部", "all", "封顶"),
    term("先减", "cut_first", "封顶"),
    term("按比例", "pro_rata", "封顶"),
    // ── 未列 ──
    term("同享", "together", "未列"),
    term("互斥", "exclusive", "未列"),
    // ── 委托(赋权) ──
    term("以", "in_name_of", "委托(赋权)"),
    // ── 邮寄 ──
    term("去", "out", "邮寄"),
    term("回", "back", "邮寄"),
    // ── 例外 ──
    term("优先于", "over", "例外"),
    // ── 逐项 ──
    term("来自", "from", "逐项"),
    // ── 方式 ──
    term("全程网办", "online", "方式"),
    term("窗口办理", "at_window", "方式"),
    term("窗口", "window", "方式"),
    term("代收代办", "collected", "方式"),
    // ── 决定 ──
    term("省级", "provincial", "决定"),
    // ── 收费 ──
    term("不收费", "free", "收费"),
    // ── 申请 ──
    term("申报", "apply", "申请"),
    // ── 兑现 ──
    term("申领", "claimed", "兑现"),
    term("免申即享", "automatic", "兑现"),
    // ── 式 ──
    term("且", "and", "式"),
    term("或", "or", "式"),
    term("非", "not", "式"),
    term("属于", "in", "式"),
    term("不属于", "not_in", "式"),
    term("包含", "has", "式"),
    term("不包含", "has_not", "式"),
    term("至", "to", "式"),
    term("其中", "where", "式"),
    term("取", "take", "式"),
    term("按", "under", "式"),
    term("不超过", "no_more_than", "式"),
    term("不低于", "no_less_than", "式"),
    term("如果", "if", "式"),
    term("则", "then", "式"),
    term("否则", "else", "式"),
    // ── 函数 ──
    term("数量", "count", "函数"),
    term("合计", "sum", "函数"),
    term("平均", "mean", "函数"),
    term("最大", "max", "函数"),
    term("最小", "min", "函数"),
    term("四舍五入", "half_up", "函数"),
    term("四舍六入", "half_even", "函数"),
    term("舍去", "down", "函数"),
    term("进一", "up", "函数"),
    term("年度", "year_of", "函数"),
    term("年初", "year_start", "函数"),
    term("年末", "year_end", "函数"),
    term("月初", "month_start", "函数"),
    term("月末", "month_end", "函数"),
    term("周岁", "age", "函数"),
    term("整年数", "full_years", "函数"),
    term("所在省", "province_of", "函数"),
    term("所在市", "city_of", "函数"),
    // ── 常词 ──
    term("今天", "today", "常词"),
    term("适用日", "law_day", "常词"),
    term("属地", "place", "常词"),
    term("本地区", "this_region", "常词"),
    term("政策有效期", "policy_period", "常词"),
    term("标准", "standard", "常词"),
    term("承诺时限", "promised_limit", "常词"),
    term("是", "yes", "常词"),
    term("否", "no", "常词"),
    term("未知", "unknown", "常词"),
    term("无", "none", "常词"),
    term("其余", "others", "常词"),
    term("同上", "ditto", "常词"),
    term("不适用", "not_applicable", "常词"),
    term("得分", "points", "常词"),
    term("注", "note", "常词"),
    term("当年", "this_year", "常词"),
    term("上年", "last_year", "常词"),
    term("前年", "year_before_last", "常词"),
    term("大前年", "third_last_year", "常词"),
    term("近两年", "last_two_years", "常词"),
    term("近三年", "last_three_years", "常词"),
    term("符合", "met", "常词"),
    term("不符合", "unmet", "常词"),
    term("合格", "passes", "常词"),
    term("不合格", "fails", "常词"),
    term("待认定", "pending", "常词"),
    // ── 期望 ──
    term("结果", "outcome", "期望"),
    term("信息不足", "undetermined", "期望"),
    term("缺", "missing", "期望"),
    term("差距", "gap", "期望"),
    term("因", "because", "期望"),
    term("除数为零", "division_by_zero", "期望"),
    term("清单为空", "empty_list", "期望"),
    term("该日无参数", "no_value", "期望"),
    term("日历未收录", "calendar_unknown", "期望"),
    term("时限未定", "open_ended_step", "期望"),
    term("日期超界", "date_out_of_range", "期望"),
    term("表中无此情形", "no_row", "期望"),
    term("表中多行", "many_rows", "期望"),
    term("例外冲突", "clash", "期望"),
    term("输入算不出", "undefined_input", "期望"),
    term("前提算不出", "undefined_guard", "期望"),
    term("不能同时满足", "no_completion", "期望"),
    term("不在有效期", "not_in_force", "期望"),
    term("不在适用范围", "not_in_scope", "期望"),
    term("地区不符", "other_region", "期望"),
    term("逐项", "each", "期望"),
    term("材料", "material", "期望"),
    term("需要", "needed", "期望"),
    term("不需要", "not_needed", "期望"),
    term("提交", "submit", "期望"),
    term("共享", "shared", "期望"),
    term("产出", "produced", "期望"),
    term("可后补", "later", "期望"),
    term("承诺替代", "promised", "期望"),
    term("过期", "expired", "期望"),
    term("用于", "for", "期望"),
    term("份数", "copies", "期望"),
    term("步骤", "step", "期望"),
    term("办结", "finish", "期望"),
    term("应办", "runs", "期望"),
    term("可办", "can_start", "期望"),
    term("不办", "skipped", "期望"),
    term("阻断", "blocked", "期望"),
    term("决定地", "decided_in", "期望"),
    term("关键路径", "critical_path", "期望"),
    term("合计时限", "total_limit", "期望"),
    term("提交材料", "to_submit", "期望"),
    term("表单", "form", "期望"),
    term("跑动", "visits", "期望"),
    term("承诺时限", "promised_limit", "期望"),
    term("法定时限", "statutory_limit", "期望"),
    term("申请", "apply", "期望"),
    term("受理", "accepts", "期望"),
    term("决定", "decides", "期望"),
    term("咨询", "hotline", "期望"),
    term("另加邮寄", "post_beside", "期望"),
    term("预计", "expected_with_post", "期望"),
    term("收件日", "collected_on", "期望"),
    term("受理日", "accepted_on", "期望"),
    term("收件地", "collected_in", "期望"),
    term("受理地", "received_in", "期望"),
    term("决定机关", "organ", "期望"),
    term("以", "in_name_of", "期望"),
    term("情形", "case", "期望"),
    term("收费", "fee", "期望"),
    term("方式", "mode", "期望"),
    term("任选", "any_one", "期望"),
    term("特别程序", "special_procedure", "期望"),
    term("适用", "applies", "期望"),
    term("提示", "hint", "期望"),
    term("出现", "shown", "期望"),
    term("不出现", "not_shown", "期望"),
    term("排除", "excluded", "期望"),
    term("不排除", "not_excluded", "期望"),
    term("窗口", "window", "期望"),
    term("开放", "open", "期望"),
    term("未开始", "upcoming", "期望"),
    term("已截止", "closed", "期望"),
    term("常年", "always", "期望"),
    term("另行公布", "announced", "期望"),
    term("版本", "version", "期望"),
    term("依据", "basis", "期望"),
    term("来源", "layer", "期望"),
    term("过渡", "transition", "期望"),
    term("合计", "total", "期望"),
    term("削减", "cut", "期望"),
    term("最优", "best", "期望"),
    term("次优", "second_best", "期望"),
    term("最优合计", "best_total", "期望"),
    term("次优合计", "second_total", "期望"),
    term("限额", "budget", "期望"),
];
