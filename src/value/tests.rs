use super::*;

fn one_of_each() -> [Value; 6] {
    [
        Value::Truth(Truth::MET),
        Value::Number(Range::point(Number::ONE)),
        Value::Choice(Choice::single(1)),
        Value::Choices(Choices::exactly(2)),
        Value::Place(Place::at(3)),
        Value::Text(Text::known("甲".into())),
    ]
}

#[test]
fn a_value_joined_with_itself_stays() {
    for value in one_of_each() {
        assert!(value.is_settled() && !value.may_be_undefined());
        assert_eq!(value.join(&value, Marks::MISSING), value);
    }
}

#[test]
fn a_value_joined_with_undefined_may_be_either() {
    for value in one_of_each() {
        let undefined = value.undefined_like();
        assert!(undefined.is_undefined() && undefined.is_settled() && undefined.marks().is_none());
        let either = value.join(&undefined, Marks::MISSING);
        assert_eq!(undefined.join(&value, Marks::MISSING), either);
        assert_eq!(value.clone().or_undefined(Marks::MISSING), either);
        assert!(either.may_be_undefined() && !either.is_undefined() && !either.is_settled());
        assert_eq!(either.marks(), Marks::MISSING);
        assert_eq!(undefined.join(&undefined, Marks::MISSING), undefined);
    }
}

#[test]
fn values_of_two_shapes_are_undefined() {
    let values = one_of_each();
    for (one, other) in values.iter().zip(values.iter().skip(1)) {
        assert_eq!(one.join(other, Marks::NONE), one.undefined_like());
    }
}

#[test]
fn two_values_make_an_open_one() {
    let join = |one: Value, other: Value| one.join(&other, Marks::JUDGED);
    let place = join(Value::Place(Place::at(3)), Value::Place(Place::at(4)));
    assert_eq!(place, Value::Place(Place::anywhere(Marks::JUDGED)));
    let text = join(Value::Text(Text::known("甲".into())), Value::Text(Text::known("乙".into())));
    assert_eq!(text, Value::Text(Text::anything(Marks::JUDGED)));
    let choice = join(Value::Choice(Choice::single(0)), Value::Choice(Choice::single(1)));
    assert_eq!(choice, Value::Choice(Choice::any(2, Marks::JUDGED)));
    let truth = join(Value::Truth(Truth::MET), Value::Truth(Truth::UNMET));
    assert_eq!(truth, Value::Truth(Truth::OPEN));
}

#[test]
fn texts_are_compared_code_point_by_code_point() {
    let known = |text: &str| Text::known(text.into());
    assert_eq!(known("甲").equal(&known("甲")), Truth::MET);
    assert_eq!(known("甲").equal(&known("乙")), Truth::UNMET);
    assert_eq!(known("甲").equal(&Text::anything(Marks::MISSING)), Truth::OPEN);
    assert_eq!(Text::anything(Marks::MISSING).equal(&Text::anything(Marks::MISSING)), Truth::OPEN);
    assert_eq!(known("甲").equal(&Text::nothing()), Truth::UNDEFINED);
    let maybe = known("甲").or_undefined(Marks::MISSING);
    assert_eq!(maybe.equal(&known("乙")), Truth::UNMET.union(Truth::UNDEFINED));
}

#[test]
fn a_truth_with_several_members_waits_for_facts() {
    let marks = |truth| Value::Truth(truth).marks();
    assert_eq!(marks(Truth::MET), Marks::NONE);
    assert_eq!(marks(Truth::OPEN), Marks::MISSING);
    assert_eq!(marks(Truth::JUDGED), Marks::JUDGED);
    assert_eq!(marks(Truth::OPEN.union(Truth::JUDGED)), Marks::MISSING | Marks::JUDGED);
}
