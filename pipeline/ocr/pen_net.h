#pragma once

#include "pipeline/image/ink_parts.h"

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace saraban {

/// What the network says of each column: probabilities of its classes, class 0 being "nothing new".
struct Columns {
    int classes = 0;
    std::vector<float> probability;  ///< classes() of them a column
    [[nodiscard]] int count() const {
        return classes == 0 ? 0 : static_cast<int>(probability.size()) / classes;
    }
    [[nodiscard]] const float* at(int column) const { return probability.data() + column * classes; }
};

/// The small convolutional network that reads digits of a pen (tools/train/pen): convolutions with ReLU and
/// maximum pooling, then one distribution for every four columns of the image.
class PenNet {
public:
    static constexpr int kHeight = 32;

    /// Throws Error(Unusable) for a file that is missing or no such network.
    explicit PenNet(const std::filesystem::path& weights);

    /// REQUIRES: image.height is kHeight, image.width at least 4.
    [[nodiscard]] Columns read(const InkImage& image) const;

private:
    struct Layer {
        int high = 0, wide = 0, in = 0, out = 0, down = 1, across = 1;
        std::vector<float> weights;  ///< in * high * wide of each output
        std::vector<float> bias;
    };
    struct Maps {
        int channels = 0, height = 0, width = 0;
        std::vector<float> values;
    };
    [[nodiscard]] static Maps convolved(const Maps& from, const Layer& layer, bool last);
    [[nodiscard]] static Maps pooled(const Maps& from, int down, int across);
    std::vector<Layer> layers_;
};

}  // namespace saraban
