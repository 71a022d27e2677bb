// Files handed in with an act: only what the actor brought himself, whole, once. What a command
// says of a file is its id and its paper; everything else is what the server found in it.
// Clause N9; domain.md 2; reliability.md R23.
#include <algorithm>
#include <set>

#include "domain/casework/acts/act.h"

namespace qidi::domain {

namespace {

/// A filing of all papers of the longest list, several files each.
constexpr std::size_t most_files = 200;

const BroughtFile* brought_as(const Command& command, const std::string& file) {
  for (const auto& brought : command.brought) {
    if (brought.facts.file == file) return &brought;
  }
  return nullptr;
}

}  // namespace

const std::vector<FileOfPaper>* files_named(const CommandBody& body) {
  if (const auto* file = std::get_if<File>(&body)) return &file->files;
  if (const auto* refile = std::get_if<Refile>(&body)) return &refile->files;
  if (const auto* fulfil = std::get_if<FulfilObligation>(&body)) return &fulfil->files;
  if (const auto* answer = std::get_if<AnswerMore>(&body)) return &answer->files;
  if (const auto* issue = std::get_if<Issue>(&body)) return &issue->files;
  return nullptr;
}

void object_to_files(Objections& no, const Command& command, const std::vector<FileOfPaper>& files,
                     const std::vector<std::string>* papers) {
  no.when_said(files.size() > most_files, RefusalCode::field_invalid, "files",
               "最多" + std::to_string(most_files) + "个文件");
  std::set<std::string> named;
  for (const auto& [file, paper] : files) {
    const bool is_of_paper =
        papers == nullptr ? paper.empty()
                          : std::find(papers->begin(), papers->end(), paper) != papers->end();
    no.when_said(
        !is_of_paper, RefusalCode::field_invalid, "files",
        papers == nullptr ? "批复文件不属于哪一份材料" : "文件须属于所提交的一份材料：" + paper);
    no.when_said(!named.insert(file).second, RefusalCode::field_invalid, "files",
                 "同一文件列了两次");
    const auto* brought = brought_as(command, file);
    if (brought == nullptr) {
      no.when(true, RefusalCode::file_unknown, "files", file);
      continue;
    }
    using State = BroughtFile::State;
    no.when(brought->state == State::unfinished, RefusalCode::file_unfinished, "files",
            brought->facts.name);
    no.when(brought->state == State::taken, RefusalCode::file_taken, "files", brought->facts.name);
  }
}

std::vector<AttachedFile> attached_files(const Command& command,
                                         const std::vector<FileOfPaper>& files) {
  std::vector<AttachedFile> attached;
  for (const auto& [file, paper] : files) {
    const auto* brought = brought_as(command, file);
    if (brought == nullptr) continue;
    attached.push_back(brought->facts);
    attached.back().paper = paper;
  }
  return attached;
}

}  // namespace qidi::domain
