// Scans files with Hyperscan, in pieces, on demand. The bench compiles and drives it.
//
//   scan EXPRESSIONS          one expression a line: flags (i or -), a tab, the expression
//   stdin: PATH SIZE MS       one line a round: scan PATH in pieces of SIZE bytes, over and over for MS milliseconds
//   stdout: OPERATIONS BYTES SECONDS CPU_SECONDS MATCHES
//           MATCHES are those of one pass over the file. The first line says how many expressions were compiled.

#include <hs/hs.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace {

using Pieces = std::vector<std::pair<std::size_t, std::size_t>>;

struct Engine {
  hs_database_t *database = nullptr;
  hs_scratch_t *scratch = nullptr;
};

[[noreturn]] void fail(const std::string &message) {
  std::cerr << "scan: " << message << '\n';
  std::exit(1);
}

int count(unsigned, unsigned long long, unsigned long long, unsigned, void *context) {
  ++*static_cast<unsigned long long *>(context);
  return 0;
}

Engine compile(const std::string &path) {
  std::vector<std::string> texts;
  std::vector<unsigned> flags, ids;
  std::ifstream lines(path);
  for (std::string line; std::getline(lines, line);) {
    flags.push_back(line[0] == 'i' ? HS_FLAG_CASELESS : 0);
    ids.push_back(static_cast<unsigned>(ids.size()));
    texts.push_back(line.substr(2));
  }

  std::vector<const char *> expressions;
  for (const auto &text : texts) expressions.push_back(text.c_str());
  Engine engine;
  hs_compile_error_t *error = nullptr;
  if (hs_compile_multi(expressions.data(), flags.data(), ids.data(), static_cast<unsigned>(texts.size()), HS_MODE_BLOCK, nullptr,
                       &engine.database, &error) != HS_SUCCESS) {
    fail(std::string(error->message) + (error->expression >= 0 ? ": " + texts[static_cast<std::size_t>(error->expression)] : ""));
  }

  if (hs_alloc_scratch(engine.database, &engine.scratch) != HS_SUCCESS) fail("no scratch space");
  std::cout << texts.size() << std::endl;
  return engine;
}

// As the other side cuts them: between characters.
Pieces cut(const std::string &text, std::size_t size) {
  Pieces pieces;
  for (std::size_t at = 0; at + size <= text.size();) {
    auto end = at + size;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    pieces.emplace_back(at, end - at);
    at = end;
  }
  return pieces;
}

double cpu() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

int main(int argc, char **argv) {
  if (argc != 2) fail("usage: scan EXPRESSIONS");
  const auto engine = compile(argv[1]);
  std::map<std::string, std::string> files;
  std::string path;
  for (std::size_t size, milliseconds; std::cin >> path >> size >> milliseconds;) {
    auto &text = files[path];
    if (text.empty()) {
      std::ifstream file(path, std::ios::binary);
      text.assign(std::istreambuf_iterator<char>(file), {});
      if (text.empty()) fail("cannot read " + path);
    }

    const auto pieces = cut(text, size);
    unsigned long long matches = 0, passes = 0, bytes = 0;
    for (const auto &piece : pieces) bytes += piece.second;
    const auto began = std::chrono::steady_clock::now();
    const auto used = cpu();
    double seconds = 0;
    do {
      for (const auto &piece : pieces) {
        if (hs_scan(engine.database, text.data() + piece.first, static_cast<unsigned>(piece.second), 0, engine.scratch, count, &matches) !=
            HS_SUCCESS) {
          fail("a scan failed");
        }
      }
      ++passes;
      seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    } while (seconds * 1000 < static_cast<double>(milliseconds));

    std::cout << passes * pieces.size() << ' ' << passes * bytes << ' ' << seconds << ' ' << cpu() - used << ' ' << matches / passes
              << std::endl;
  }
  return 0;
}
