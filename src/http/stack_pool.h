// Stacks of the fibres that read bodies and write long answers: each with a guard page below, kept
// for the next fibre, because mapping one costs more than most requests. One thread only.
#pragma once

#include <sys/mman.h>

#include <boost/context/stack_context.hpp>
#include <cstddef>
#include <new>
#include <vector>

namespace qidi::http {

class StackPool {
 public:
  static constexpr std::size_t page = 4096;
  static constexpr std::size_t size = 64 * 1024;
  static constexpr std::size_t kept = 64;

  StackPool() = default;
  StackPool(const StackPool&) = delete;
  StackPool& operator=(const StackPool&) = delete;
  ~StackPool() {
    for (void* base : free_) munmap(base, size + page);
  }

  boost::context::stack_context allocate() {
    void* base = nullptr;
    if (!free_.empty()) {
      base = free_.back();
      free_.pop_back();
    } else {
      base = mmap(nullptr, size + page, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
      if (base == MAP_FAILED) throw std::bad_alloc();
      mprotect(base, page, PROT_NONE);
    }
    boost::context::stack_context stack;
    stack.size = size;
    stack.sp = static_cast<char*>(base) + page + size;
    return stack;
  }

  void deallocate(boost::context::stack_context& stack) {
    void* base = static_cast<char*>(stack.sp) - size - page;
    if (free_.size() < kept) {
      free_.push_back(base);
    } else {
      munmap(base, size + page);
    }
  }

 private:
  std::vector<void*> free_;
};

/// What the fibres copy about: the pool itself stays where it is.
struct PooledStack {
  StackPool* pool;
  boost::context::stack_context allocate() { return pool->allocate(); }
  void deallocate(boost::context::stack_context& stack) { pool->deallocate(stack); }
};

}  // namespace qidi::http
