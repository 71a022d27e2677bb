/* Loaded before the server (LD_PRELOAD): writes down what it makes, cuts, syncs, renames and removes
   below QIDI_WATCHED, one line a call, into QIDI_WRITTEN_DOWN, so that a test can say what a
   power cut would have left (unsynced.py). Calls are passed on unchanged. reliability.md R25. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int watched(const char* path) {
  const char* root = getenv("QIDI_WATCHED");
  return root != NULL && path != NULL && strncmp(path, root, strlen(root)) == 0;
}

/* In one write to a file opened for appending: lines of several threads never mix. The kernel's own
   calls, so that nothing of this is written down itself. */
static void note(const char* what, const char* path, const char* other, long long number) {
  char line[1200];
  const int size = snprintf(line, sizeof line, "%s\t%s\t%s\t%lld\n", what, path, other, number);
  const int out = (int)syscall(SYS_openat, AT_FDCWD, getenv("QIDI_WRITTEN_DOWN"),
                               O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (out < 0) _exit(97);
  if (syscall(SYS_write, out, line, (size_t)size) != size) _exit(98);
  syscall(SYS_close, out);
}

static int path_of(int descriptor, char* path, size_t room) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const ssize_t size = readlink(link, path, room - 1);
  if (size <= 0) return 0;
  path[size] = '\0';
  return watched(path);
}

#define TRUE_ONE(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int opened(int descriptor, const char* path, int how, int was_there) {
  if (descriptor >= 0 && watched(path) && (how & O_CREAT) != 0) {
    note(was_there ? ((how & O_TRUNC) != 0 ? "cut" : "open") : "make", path, "", 0);
  }
  return descriptor;
}

#define OPENING(name)                                            \
  int name(const char* path, int how, ...) {                     \
    mode_t mode = 0;                                             \
    if ((how & O_CREAT) != 0) {                                  \
      va_list more;                                              \
      va_start(more, how);                                       \
      mode = (mode_t)va_arg(more, int);                          \
      va_end(more);                                              \
    }                                                            \
    const int was_there = watched(path) && access(path, F_OK) == 0; \
    return opened(TRUE_ONE(name)(path, how, mode), path, how, was_there); \
  }
OPENING(open)
OPENING(open64)

int mkdir(const char* path, mode_t mode) {
  const int done = TRUE_ONE(mkdir)(path, mode);
  if (done == 0 && watched(path)) note("folder", path, "", 0);
  return done;
}

int fsync(int descriptor) {
  char path[1000];
  struct stat facts;
  const int done = TRUE_ONE(fsync)(descriptor);
  if (done == 0 && path_of(descriptor, path, sizeof path) && fstat(descriptor, &facts) == 0) {
    note(S_ISDIR(facts.st_mode) ? "sync-folder" : "sync", path, "", (long long)facts.st_size);
  }
  return done;
}

/* What is about to lose its name gets another, so that the name can be given back: 0 for nothing. */
static long long kept(const char* path) {
  static _Atomic long long count = 0;
  char other[1200];
  const long long number = ++count;
  snprintf(other, sizeof other, "%s.%d.%lld", getenv("QIDI_WRITTEN_DOWN"), (int)getpid(), number);
  return syscall(SYS_linkat, AT_FDCWD, path, AT_FDCWD, other, 0) == 0 ? number : 0;
}

/* Written down before they are done: a process killed in between has a line too much, which says
   that the name may be the old or the new one, as it may. A line too few would take the new file for
   the old one grown, and cut it. */
int rename(const char* from, const char* to) {
  if (watched(to)) note("rename", from, to, kept(to));
  return TRUE_ONE(rename)(from, to);
}

int unlink(const char* path) {
  if (watched(path)) note("remove", path, "", kept(path));
  return TRUE_ONE(unlink)(path);
}
