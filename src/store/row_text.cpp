// Field by field; a tab between fields, line breaks written as \n.
#include "store/row_text.h"

#include "store/day_flow.h"

namespace qidi::store {

namespace {

class Line {
 public:
  explicit Line(std::string start) : text_(std::move(start)) {}
  Line& add(std::string_view text) {
    text_ += '\t';
    for (const char c : text) {
      if (c == '\n' || c == '\t' || c == '\\') {
        text_ += '\\';
        text_ += c == '\n' ? 'n' : c == '\t' ? 't' : '\\';
      } else {
        text_ += c;
      }
    }
    return *this;
  }
  Line& add(domain::Day day) { return add(std::string_view(domain::to_text(day))); }
  Line& add(const std::optional<domain::Day>& day) {
    return day ? add(*day) : add(std::string_view("-"));
  }
  Line& add(long long number) { return add(std::string_view(std::to_string(number))); }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

Line facts_line(const domain::CaseFacts& f) {
  Line line(f.case_id + "\tfacts");
  line.add(f.external_id).add(f.project_code).add(f.project_name).add(f.unit_name);
  line.add(f.unit_code).add(f.project_region).add(f.matter);
  line.add(static_cast<long long>(f.matter_version)).add(f.list).add(f.received);
  line.add(f.due_given).add(f.due_computed);
  line.add(static_cast<long long>(f.promised_days.value_or(-1))).add(f.finish_by);
  line.add(f.classification).add(f.measure).add(f.document_no).add(f.remark).add(f.flags);
  line.add(static_cast<long long>(f.imported)).add(f.deemed_on).add(f.next_settle_day);
  return line;
}

Line segment_line(const domain::Segment& s, const std::string& case_id, long long ordinal) {
  Line line(case_id + "\tsegment");
  line.add(ordinal).add(domain::name_of(s.kind)).add(s.opened).add(s.day_zero).add(s.due);
  line.add(s.warn).add(s.closed).add(s.how).add(s.answers.region).add(s.answers.department);
  line.add(static_cast<long long>(s.stopped)).add(static_cast<long long>(s.provisional));
  return line;
}

Line standing_line(const domain::Standing& s, const std::string& case_id, long long ordinal) {
  Line line(case_id + "\tstanding");
  line.add(ordinal).add(s.from).add(s.to).add(domain::name_of(s.state));
  line.add(s.holder.region).add(s.holder.department).add(s.officer).add(s.accepted);
  line.add(s.ended).add(s.due);
  line.add(s.due_kind ? domain::name_of(*s.due_kind) : std::string_view("-"));
  line.add(s.yellow_from).add(s.red_from).add(s.law_red_from);
  line.add(static_cast<long long>(s.provisional));
  return line;
}

Line movement_line(const domain::Movement& m, const std::string& case_id, long long ordinal) {
  Line line(case_id + "\tmovement");
  line.add(ordinal).add(m.day).add(domain::name_of(m.kind)).add(domain::name_of(m.memo));
  line.add(m.organ.region).add(m.organ.department).add(static_cast<long long>(m.late));
  line.add(static_cast<long long>(m.offline));
  return line;
}

Line rating_line(const domain::Rating& r, const std::string& case_id, long long ordinal) {
  Line line(case_id + "\trating");
  line.add(ordinal).add(domain::name_of(r.step)).add(domain::name_of(r.grade)).add(r.day);
  line.add(r.organ.region).add(r.organ.department).add(r.officer);
  line.add(static_cast<long long>(r.supplemented)).add(static_cast<long long>(r.called_back));
  return line;
}

Line task_line(const domain::HeadTask& t, const std::string& case_id, long long ordinal) {
  Line line(case_id + "\ttask");
  line.add(ordinal).add(domain::name_of(t.kind)).add(t.organ.region).add(t.organ.department);
  line.add(t.since).add(t.due);
  return line;
}

Line opinion_line(const domain::OpinionRow& o, const std::string& case_id) {
  Line line(case_id + "\topinion");
  line.add(static_cast<long long>(o.number)).add(domain::name_of(o.state));
  line.add(o.asked.region).add(o.asked.department).add(o.from.region).add(o.from.department);
  line.add(o.asked_on).add(o.due).add(o.warn);
  return line;
}

}  // namespace

void row_lines(const domain::CaseRows& rows, const std::function<void(const std::string&)>& line) {
  const auto& id = rows.facts.case_id;
  line(facts_line(rows.facts).text());
  long long ordinal = 0;
  for (const auto& segment : rows.segments) line(segment_line(segment, id, ordinal++).text());
  ordinal = 0;
  for (const auto& standing : rows.standings) line(standing_line(standing, id, ordinal++).text());
  ordinal = 0;
  for (const auto& movement : rows.movements) line(movement_line(movement, id, ordinal++).text());
  ordinal = 0;
  for (const auto& rating : rows.ratings) line(rating_line(rating, id, ordinal++).text());
  ordinal = 0;
  for (const auto& task : rows.tasks) line(task_line(task, id, ordinal++).text());
  for (const auto& opinion : rows.opinions) line(opinion_line(opinion, id).text());
}

void flow_line(const std::string& region, const office::DayFlow& flow,
               const std::function<void(const std::string&)>& line) {
  if (is_nothing(flow)) return;
  Line text("flow");
  text.add(flow.day).add(region).add(flow.received).add(flow.finished).add(flow.finished_late);
  line(text.add(flow.pending).add(flow.overdue).text());
}

void gram_line(const std::string& gram, long long cases,
               const std::function<void(const std::string&)>& line) {
  line(Line("gram").add(gram).add(cases).text());
}

}  // namespace qidi::store
