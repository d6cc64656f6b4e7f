//! What is told of a description, in Vietnamese.

use super::words::TriageWords;
use crate::journey::Language;

/// The words in Vietnamese.
pub const WORDS: TriageWords = TriageWords {
    spoken: Language::Vietnamese,
    heading: "Từ mô tả của bạn",
    intro: "Lời bạn viết chỉ giúp biết cần hỏi gì. Câu trả lời của bạn mới quyết định.",
    you_wrote: "Bạn viết: “{0}”.",
    sounds_like: "Có vẻ đây là: {0}",
    choose: "Chọn mục này",
    chosen: "Đã chọn: {0}",
    find_out: "Tìm câu trả lời bằng vài câu hỏi: {0}",
    again: "Hỏi lại",
    advice: "Việc nên làm ngay",
    packages: "Gói nào bao gồm việc này: {0}",
    package: "Gói",
    yours: "{0} (gói của bạn)",
    this_request: "Yêu cầu này",
    included: "✓ Bao gồm",
    excluded: "✗ Loại trừ",
    not_listed: "– Không nêu",
    depends: "? Tùy câu trả lời của bạn",
    term: "Thời hạn bảo hành",
    not_said: "Không nêu",
    others_include: "Gói của bạn không bao gồm việc này. Gói có bao gồm: {0}.",
    none_includes: "Không gói nào bao gồm việc này; hãy yêu cầu báo giá.",
    and: ", ",
};
