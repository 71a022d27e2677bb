// See served.h. The routes: /instant, /read/{id}, /act (JSON echoed), /upload, /file/{pieces},
// /broken, /events, /held (behind the gate, read lane), /held_act, /dropped, /thrice, /echo_header,
// /tagged, /health, /rest/{rest...}.
#include "http/served.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "http/file_body.h"
#include "http/negotiation.h"

namespace qidi::http_test {

using http::BodyKind;
using http::Lane;
using http::Method;
using http::Reply;
using http::Request;
using http::Response;
using Asked = std::shared_ptr<const Request>;

Served::Served(const std::function<void(http::Settings&)>& change) {
  std::string name = testing::TempDir() + "qidi-http-XXXXXX";
  folder = ::mkdtemp(name.data());
  settings.listen = "127.0.0.1:0";
  settings.upload_folder = folder + "/uploads";
  settings.drain_deadline = std::chrono::seconds(3);
  if (change) change(settings);
  add_plain_routes();
  add_long_routes();
  server = std::make_unique<http::Server>(settings, routes, [this](const http::Finished& done) {
    const std::lock_guard lock(mutex_);
    finished_.push_back(done.status);
  });
  if (auto fault = server->start()) ADD_FAILURE() << *fault;
}

Served::~Served() {
  gate.open();
  server->stop();
  std::filesystem::remove_all(folder);
}

std::vector<std::string> Served::handled() const {
  const std::lock_guard lock(mutex_);
  return handled_;
}

std::vector<int> Served::finished() const {
  const std::lock_guard lock(mutex_);
  return finished_;
}

std::size_t Served::files_left() const {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& file :
       std::filesystem::directory_iterator(settings.upload_folder)) {
    ++count;
  }
  return count;
}

void Served::add(Method method, std::string pattern, Lane lane, BodyKind body,
                 std::function<void(Asked, Reply)> handle) {
  http::Route route;
  route.method = method;
  route.pattern = std::move(pattern);
  route.lane = lane;
  route.body = body;
  route.handle = [this, handle = std::move(handle)](Asked request, Reply reply) {
    {
      const std::lock_guard lock(mutex_);
      handled_.push_back(std::string(name_of(request->method)) + " " + request->path);
    }
    handle(std::move(request), std::move(reply));
  };
  route.outside_quota = route.pattern == "/health";
  routes.add(std::move(route));
}

void Served::add_plain_routes() {
  const auto hello = [](Asked, Reply reply) { reply(Response::json("{\"hello\":1}")); };
  add(Method::get, "/instant", Lane::instant, BodyKind::none, hello);
  add(Method::get, "/health", Lane::instant, BodyKind::none, hello);
  add(Method::get, "/read/{id}", Lane::read, BodyKind::none, [](Asked request, Reply reply) {
    reply(Response::text(std::string(request->segment("id"))));
  });
  add(Method::get, "/query", Lane::instant, BodyKind::none, [](Asked request, Reply reply) {
    std::string text;
    for (const auto& [name, value] : request->query) text += name + "=" + value + ";";
    reply(Response::text(text));
  });
  add(Method::get, "/rest/{rest...}", Lane::instant, BodyKind::none,
      [](Asked request, Reply reply) {
        reply(Response::text(std::string(request->segment("rest"))));
      });
  add(Method::post, "/act", Lane::act, BodyKind::json,
      [](Asked request, Reply reply) { reply(Response::json(request->body)); });
  add(Method::post, "/nothing", Lane::act, BodyKind::none,
      [](Asked, Reply reply) { reply(Response::empty(204)); });
  add(Method::get, "/dropped", Lane::read, BodyKind::none, [](Asked, Reply) {});
  add(Method::get, "/later", Lane::instant, BodyKind::none, [](Asked, Reply reply) {
    std::thread([reply] { reply(Response::text("later")); }).detach();
  });
  add(Method::get, "/thrice", Lane::read, BodyKind::none, [](Asked, Reply reply) {
    reply(Response::text("first"));
    reply(Response::text("second"));
    reply(Response::text("third"));
  });
  add(Method::get, "/echo_header", Lane::instant, BodyKind::none, [](Asked request, Reply reply) {
    auto response = Response::text("");
    response.set("X-Echo", std::string(request->parameter("v").value_or("")));
    response.headers.push_back({"X-Direct", std::string(request->parameter("v").value_or(""))});
    response.headers.push_back({"X-Bad\r\nSet-Cookie", "a=b"});
    reply(response);
  });
  add(Method::get, "/tagged", Lane::instant, BodyKind::none, [](Asked request, Reply reply) {
    reply(http::conditional(*request, Response::json("{\"version\":7}"), "\"v7\""));
  });
}

/// A file of so many thousand bytes, gone from its folder before it is sent; one that is `cut` has
/// lost its end by then.
Response Served::file_answer(int pieces, bool cut) {
  static std::atomic<int> count{0};
  const auto path = folder + "/sent-" + std::to_string(++count);
  std::ofstream out(path, std::ios::binary);
  for (int i = 0; i < pieces; ++i) {
    out << std::string(999, static_cast<char>('a' + i % 26)) + "\n";
  }
  out.close();
  Response response;
  response.content_type = "text/csv";
  response.file = http::FileBody::open(path);
  if (cut) std::filesystem::resize_file(path, 70'000);
  std::filesystem::remove(path);
  return response;
}

void Served::add_long_routes() {
  add(Method::get, "/held", Lane::read, BodyKind::none, [this](Asked, Reply reply) {
    gate.pass();
    reply(Response::text("held"));
  });
  add(Method::post, "/held_act", Lane::act, BodyKind::json, [this](Asked request, Reply reply) {
    gate.pass();
    reply(Response::json(request->body));
  });
  add(Method::post, "/upload", Lane::act, BodyKind::upload, [](Asked request, Reply reply) {
    std::ifstream file(request->body_file, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    std::string text = request->file_name + "|" + request->file_type + "|";
    for (const auto& [name, value] : request->form) text += name + "=" + value + ";";
    auto response = Response::text(text + "|" + content.str());
    if (request->parameter("keep")) request->keep_body_file();
    reply(response);
  });
  add(Method::get, "/file/{pieces}", Lane::heavy, BodyKind::none,
      [this](Asked request, Reply reply) {
        const int pieces = std::atoi(std::string(request->segment("pieces")).c_str());
        reply(file_answer(pieces, false));
      });
  add(Method::get, "/broken", Lane::heavy, BodyKind::none,
      [this](Asked, Reply reply) { reply(file_answer(100, true)); });
  add(Method::get, "/large", Lane::instant, BodyKind::none,
      [](Asked, Reply reply) { reply(Response::text(std::string(8 * 1024 * 1024, 'z'))); });
  add(Method::get, "/events", Lane::instant, BodyKind::none, [](Asked request, Reply reply) {
    auto response = Response::empty(200);
    response.set("X-Last", std::string(request->header("Last-Event-ID")));
    response.becomes_events = true;
    reply(response);
  });
}

}  // namespace qidi::http_test
