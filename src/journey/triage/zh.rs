//! What is told of a description, in Chinese.

use super::words::TriageWords;
use crate::journey::Language;

/// The words in Chinese.
pub const WORDS: TriageWords = TriageWords {
    spoken: Language::Chinese,
    heading: "根据您的描述",
    intro: "您写的话只用来决定问什么，结论以您的回答为准。",
    you_wrote: "您写道：“{0}”。",
    sounds_like: "这像是：{0}",
    choose: "选这一项",
    chosen: "已选：{0}",
    find_out: "用几个问题来判断：{0}",
    again: "重新回答",
    advice: "现在可以做的",
    packages: "哪个套餐包含此项：{0}",
    package: "套餐",
    yours: "{0}（您的套餐）",
    this_request: "这项请求",
    included: "✓ 包含",
    excluded: "✗ 不包含",
    not_listed: "– 未列出",
    depends: "? 取决于您的回答",
    term: "保修期",
    not_said: "未说明",
    others_include: "您的套餐不包含此项。包含此项的有：{0}。",
    none_includes: "没有套餐包含此项，请索取报价。",
    and: "、",
};
