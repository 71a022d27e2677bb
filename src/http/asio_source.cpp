// The network library's own code, compiled here and nowhere else.
#include "http/asio.h"
//
#include <boost/asio/impl/src.hpp>
