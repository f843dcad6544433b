use super::figures::{self, Unit};
use std::collections::BTreeSet;

/// Each figure of a sentence as `number unit sign`, without a sign where none is said.
fn read(sentence: &str) -> Vec<String> {
    let counting: BTreeSet<String> = ["项", "人", "户"].into_iter().map(str::to_owned).collect();
    figures::read(&figures::characters(sentence), &counting)
        .into_iter()
        .map(|quoted| {
            let unit = match &quoted.figure.unit {
                Unit::Money => "元",
                Unit::Percent => "率",
                Unit::Months => "月",
                Unit::Days => "天",
                Unit::WorkingDays => "工作日",
                Unit::Count(unit) => unit,
            };
            let sign = quoted.bound.map_or("", |bound| crate::check::read::sign(bound.comparison()));
            format!("{sign}{}{unit}", quoted.figure.value)
        })
        .collect()
}

#[test]
fn numbers_as_documents_write_them() {
    for (sentence, figures) in [
        ("不低于10%", "[\">=0.1率\"]"),
        ("不低于１０％", "[\">=0.1率\"]"),
        ("不得超过百分之五", "[\"<=0.05率\"]"),
        ("千分之五以下", "[\"<=0.005率\"]"),
        ("百分之零点五", "[\"0.005率\"]"),
        ("2,000万元以上", "[\">=20000000元\"]"),
        ("2，000万元以上", "[\">=20000000元\"]"),
        ("二亿元以上", "[\">=200000000元\"]"),
        ("二亿五千万元", "[\"250000000元\"]"),
        ("三千五百元", "[\"3500元\"]"),
        ("1.5亿元", "[\"150000000元\"]"),
        ("五人以上", "[\">=5人\"]"),
        ("20名以上职工", "[\">=20人\"]"),
        ("60日内", "[\"<=60天\"]"),
        ("满三年", "[\">=36月\"]"),
        ("不满三年", "[\"<36月\"]"),
        ("届满3个月", "[\">=3月\"]"),
        ("十二个月", "[\"12月\"]"),
        ("两年以上", "[\">=24月\"]"),
        ("365个日历天数以上", "[\">=365天\"]"),
        ("20个工作日内", "[\"<=20工作日\"]"),
        ("年满16周岁", "[\">=16岁\"]"),
        ("超过人民币10万元", "[\">100000元\"]"),
        ("万分之五", "[\"0.0005率\"]"),
    ] {
        assert_eq!(format!("{:?}", read(sentence)), figures, "{sentence}");
    }
}

#[test]
fn which_side_and_whether_the_number_counts() {
    for (sentence, figures) in [
        ("300人以下（不含）", "[\"<300人\"]"),
        ("300人以下", "[\"<=300人\"]"),
        ("30人（含）以下", "[\"<=30人\"]"),
        ("70分以上（不含70分）", "[\">70分\"]"),
        ("小于5,000万元（含）", "[\"<=50000000元\"]"),
        ("5,000万元至2亿元（含）", "[\"50000000元\", \"<=200000000元\"]"),
        ("1000万元至3000万元", "[\"10000000元\", \"30000000元\"]"),
        ("1000至3000万元", "[\"10000000元\", \"30000000元\"]"),
        ("3%-5%", "[\"0.03率\", \"0.05率\"]"),
        ("前五项费用之和×10%÷（1－10%）", "[\"0.1率\", \"0.1率\"]"),
        ("三至五年", "[\"36月\", \"60月\"]"),
        ("20人及以上", "[\">=20人\"]"),
        ("超过60日", "[\">60天\"]"),
        ("不超过60日", "[\"<=60天\"]"),
        ("未超过60日", "[\"<=60天\"]"),
        ("不少于3项", "[\">=3项\"]"),
        ("少于3项", "[\"<3项\"]"),
        ("三年以外", "[\">36月\"]"),
        ("超过100万元但不超过300万元", "[\">1000000元\", \"<=3000000元\"]"),
        ("50人以上不足100人", "[\">=50人\", \"<100人\"]"),
        ("达到70分以上", "[\">=70分\"]"),
        // The two words do not agree, so neither counts.
        ("超过70分以上", "[\"70分\"]"),
        ("100万元（含税）以上", "[\"1000000元\"]"),
        ("占总数的比例不低于职工总数20%", "[\"0.2率\"]"),
    ] {
        assert_eq!(format!("{:?}", read(sentence)), figures, "{sentence}");
    }
}

#[test]
fn what_is_no_figure() {
    for sentence in [
        "国科发火〔2016〕32号",
        "第十一条第三款",
        "第三年末净资产",
        "2016年1月1日起施行",
        "二〇一六年一月一日",
        "12月31日前",
        "10月8日至12日",
        "每年5月底前",
        "上一年度",
        "近三年",
        "最近一年销售收入",
        "一年半",
        "三分之一",
        "十分重要",
        "一次性",
        "任何一人",
        "统一社会信用代码",
        "10分钟",
        "2024年度",
        "21世纪20年代",
    ] {
        assert_eq!(read(sentence), Vec::<String>::new(), "{sentence}");
    }
}

#[test]
fn long_sentences_take_time_in_proportion() {
    for piece in ["1", "一", "1,", "百分之", "1-", "零点", "亿万", "1万", "不超过", "1人(含", "(含1", "1至", "九亿"]
    {
        let sentence = figures::characters(&piece.repeat(30_000));
        let _ = figures::read(&sentence, &BTreeSet::new());
    }
}
