#include "pipeline/ocr/pen_net.h"

#include "pipeline/model/error.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

namespace saraban {
namespace {

/// Takes values from the front of a file's bytes.
class Bytes {
public:
    Bytes(std::string bytes, std::string name) : bytes_(std::move(bytes)), name_(std::move(name)) {}
    template <class T>
    T take() {
        T value{};
        std::memcpy(&value, take(sizeof value), sizeof value);
        return value;
    }
    const char* take(std::size_t count) {
        if (bytes_.size() - at_ < count)
            throw Error(ExitCode::Unusable, name_ + ": is no network that reads digits; install it again");
        at_ += count;
        return bytes_.data() + (at_ - count);
    }
    [[nodiscard]] bool done() const { return at_ == bytes_.size(); }

private:
    std::string bytes_, name_;
    std::size_t at_ = 0;
};

Bytes read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in)
        throw Error(ExitCode::Unusable,
                    path.string() + ": the network that reads digits of a pen is missing; install it again");
    return {{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}, path.string()};
}

std::size_t size(int a, int b = 1, int c = 1) {
    return static_cast<std::size_t>(a) * static_cast<std::size_t>(b) * static_cast<std::size_t>(c);
}

void to_probabilities(float* values, int count) {
    const float most = *std::max_element(values, values + count);
    float sum = 0;
    for (int i = 0; i < count; ++i)
        sum += values[i] = std::exp(values[i] - most);
    for (int i = 0; i < count; ++i)
        values[i] /= sum;
}

}  // namespace

PenNet::PenNet(const std::filesystem::path& weights) {
    Bytes bytes = read_file(weights);
    constexpr std::uint8_t kVersion = 1;
    const bool known = std::memcmp(bytes.take(4), "SPEN", 4) == 0 && bytes.take<std::uint8_t>() == kVersion;
    const int count = known ? bytes.take<std::uint8_t>() : 0;
    for (int i = 0; i < count; ++i) {
        Layer layer;
        for (int* field : {&layer.high, &layer.wide, &layer.in, &layer.out, &layer.down, &layer.across})
            *field = bytes.take<std::uint8_t>();
        for (int out = 0; out < layer.out; ++out) {
            const auto scale = bytes.take<float>();
            layer.bias.push_back(bytes.take<float>());
            for (std::size_t k = 0; k < size(layer.in, layer.high, layer.wide); ++k)
                layer.weights.push_back(scale * static_cast<float>(bytes.take<std::int8_t>()));
        }
        layers_.push_back(std::move(layer));
    }
    if (layers_.empty() || !bytes.done())
        throw Error(ExitCode::Unusable,
                    weights.string() + ": is no network that reads digits; install it again");
}

/// Rows of an odd kernel are padded; a kernel of two rows takes them together (the last two become one).
PenNet::Maps PenNet::convolved(const Maps& from, const Layer& layer, bool last) {
    const int pad_y = layer.high % 2 == 1 ? layer.high / 2 : 0, pad_x = layer.wide / 2;
    Maps to{layer.out, from.height + 2 * pad_y - layer.high + 1, from.width, {}};
    to.values.resize(size(to.channels, to.height, to.width));
    for (int o = 0; o < layer.out; ++o) {
        float* plane = to.values.data() + size(o, to.height, to.width);
        std::fill_n(plane, size(to.height, to.width), layer.bias[size(o)]);
        const float* weight = layer.weights.data() + size(o, layer.in) * size(layer.high, layer.wide);
        for (int c = 0; c < layer.in; ++c)
            for (int ky = 0; ky < layer.high; ++ky)
                for (int kx = 0; kx < layer.wide; ++kx, ++weight)
                    for (int y = 0; y < to.height; ++y) {
                        const int sy = y + ky - pad_y;
                        if (sy < 0 || sy >= from.height) continue;
                        const float* source =
                            from.values.data() + size(c, from.height, from.width) + size(sy, from.width);
                        float* target = plane + size(y, to.width);
                        const int begin = std::max(0, pad_x - kx);
                        const int end = std::min(to.width, from.width + pad_x - kx);
                        for (int x = begin; x < end; ++x)
                            target[x] += *weight * source[x + kx - pad_x];
                    }
    }
    if (!last)
        for (float& value : to.values)
            value = std::max(value, 0.0F);
    return to;
}

PenNet::Maps PenNet::pooled(const Maps& from, int down, int across) {
    if (down == 1 && across == 1) return from;
    Maps to{from.channels, from.height / down, from.width / across, {}};
    to.values.reserve(size(to.channels, to.height, to.width));
    for (int c = 0; c < to.channels; ++c)
        for (int y = 0; y < to.height; ++y)
            for (int x = 0; x < to.width; ++x) {
                float most = 0;  // of values that ReLU left
                for (int dy = 0; dy < down; ++dy)
                    for (int dx = 0; dx < across; ++dx)
                        most = std::max(
                            most,
                            from.values[size(c, from.height, from.width) + size(y * down + dy, from.width) +
                                        static_cast<std::size_t>(x * across + dx)]);
                to.values.push_back(most);
            }
    return to;
}

Columns PenNet::read(const InkImage& image) const {
    Maps maps{1, image.height, image.width, image.ink};
    for (const Layer& layer : layers_)
        maps = pooled(convolved(maps, layer, &layer == &layers_.back()), layer.down, layer.across);
    Columns columns{maps.channels, std::vector<float>(maps.values.size())};
    for (int x = 0; x < maps.width; ++x) {
        float* column = columns.probability.data() + size(x, maps.channels);
        for (int c = 0; c < maps.channels; ++c)
            column[c] = maps.values[size(c, maps.width) + static_cast<std::size_t>(x)];
        to_probabilities(column, maps.channels);
    }
    return columns;
}

}  // namespace saraban
