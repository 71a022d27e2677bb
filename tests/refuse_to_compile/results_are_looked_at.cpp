// A Result that nobody looks at is a failure that nobody hears of.
#include "domain/result.h"
qidi::Result<int, int> ask();
void forget() {
  ask();
}
