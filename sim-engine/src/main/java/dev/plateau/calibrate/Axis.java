package dev.plateau.calibrate;

import org.apache.commons.math3.util.FastMath;

/**
 * A free parameter of a fit. The fit moves it along a line without ends: at coordinate z the value is that whose image under
 * the scale lies z spreads from the image of the typical value. So z = 0 is what one would guess, and |z| of 2 or 3 is odd.
 *
 * @param name unique in a space
 * @param scale what makes a line of its range
 * @param typical value at z = 0
 * @param spread how far z = 1 lies from z = 0 on the scale, above 0
 */
record Axis(String name, Scale scale, double typical, double spread) {

    /** What makes a line of a range. */
    enum Scale {
        /** All numbers. */
        IDENTITY {
            @Override
            double image(double value) {
                return value;
            }

            @Override
            double value(double image) {
                return image;
            }
        },
        /** Numbers above 0, by their logarithm. */
        LOG {
            @Override
            double image(double value) {
                return FastMath.log(value);
            }

            @Override
            double value(double image) {
                return FastMath.exp(image);
            }
        },
        /** Shares in (0,1), by the logarithm of their odds. */
        LOGIT {
            @Override
            double image(double value) {
                return FastMath.log(value / (1 - value));
            }

            @Override
            double value(double image) {
                return 1 / (1 + FastMath.exp(-image));
            }
        },
        /** Correlations in (-1,1), by Fisher's transform. */
        FISHER {
            @Override
            double image(double value) {
                return FastMath.atanh(value);
            }

            @Override
            double value(double image) {
                return FastMath.tanh(image);
            }
        };

        abstract double image(double value);

        abstract double value(double image);
    }

    /** The value at a coordinate. */
    double value(double z) {
        return scale.value(scale.image(typical) + spread * z);
    }
}
