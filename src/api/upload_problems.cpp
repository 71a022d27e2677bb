// The words that a person reads under his file.
#include "api/upload_problems.h"

#include "api/problems.h"

namespace qidi::api {

namespace {

http::Problem about_file(int status, std::string_view refusal, std::string detail) {
  return {status, std::string(refusal), "文件没有收下", std::move(detail), "", "file"};
}

}  // namespace

http::Problem problem_of(const domain::FileObjection& objection) {
  const auto status = objection.code == "file_too_large"       ? 413
                      : objection.code == "upload_quota_spent" ? 429
                      : objection.code == "storage_full"       ? 503
                                                               : 422;
  return about_file(status, objection.code, objection.detail);
}

http::Problem problem_of(files::ShelfFault fault) {
  if (fault == files::ShelfFault::full) {
    return about_file(503, "storage_full", "存储空间已满，暂时不能上传；请稍后接着传");
  }
  return store_failed();
}

http::Problem store_failed() {
  return about_file(503, "store_failed", "存储暂时不可用，请稍后接着传");
}

http::Problem no_such_upload() {
  return not_found("没有这个上传，或已过期；请重新上传");
}

http::Problem upload_busy() {
  return about_file(409, "upload_busy", "这个文件正在接收另一段；请稍后接着传");
}

http::Problem upload_claimed() {
  return about_file(409, "file_taken", "文件已随办理提交，不能再改动");
}

http::Problem offset_differs(long long received) {
  return about_file(409, "upload_offset_differs",
                    "已收到 " + std::to_string(received) + " 字节；请从那里接着传");
}

http::Problem too_many_bytes(long long size) {
  return about_file(413, "upload_too_long",
                    "传来的内容超过所报的 " + std::to_string(size) + " 字节；请重新上传");
}

http::Problem key_reused() {
  return {422,
          "command_id_reused",
          "同一个键用于不同的内容",
          "这个 Idempotency-Key 已用于另一个文件，请换一个",
          "",
          "Idempotency-Key"};
}

http::Problem infected(const std::string& found) {
  return about_file(
      422, "file_infected",
      "查出病毒（" + quoted(found, 80) + "），文件已删除；请先对电脑杀毒，再重新生成文件上传");
}

http::Problem scanner_unreachable() {
  return about_file(503, "scanner_unreachable",
                    "查毒服务暂时没有应答，文件已收到、还没有收下；稍后会接着查，不必重传");
}

http::Problem over_scanner_limit() {
  return about_file(503, "scanner_limit",
                    "文件超过查毒服务所收的大小（clamd 的 StreamMaxLength），还没有收下；"
                    "请联系系统管理员调大后接着传，不必重传");
}

bool is_final(const http::Problem& problem) {
  return problem.status == 422;
}

}  // namespace qidi::api
