package dev.plateau.model;

import org.apache.commons.math3.util.FastMath;

public final class Exponential {
    private static final int MOST = 64;
    private static final double[] WHOLE = table("Int", 750 - MOST, 2 * MOST + 1);
    private static final double[] FRACTION = table("Frac", 0, 1025);

    private Exponential() {}

    private static double[] table(String name, int from, int count) {
        try {
            Class<?> c = Class.forName("org.apache.commons.math3.util.FastMath$Exp" + name + "Table");
            double[] t = new double[2 * count];
            for (int k = 0; k < 2; k++) {
                var f = c.getDeclaredField("EXP_" + name.toUpperCase(java.util.Locale.ROOT) + "_TABLE_" + (k == 0 ? "A" : "B"));
                f.setAccessible(true);
                double[] v = (double[]) f.get(null);
                for (int i = 0; i < count; i++) {
                    t[2 * i + k] = v[from + i];
                }
            }
            return t;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    public static double of(double x) {
        if (!(Math.abs(x) < MOST)) {
            return FastMath.exp(x);
        }
        double y = x + 0.0;
        int whole = (int) y + (int) (Double.doubleToRawLongBits(y) >> 63);
        int fraction = (int) ((y - whole) * 1024.0);
        double epsilon = y - (whole + fraction / 1024.0);
        double z = 0.04168701738764507;
        z = z * epsilon + 0.1666666505023083;
        z = z * epsilon + 0.5000000000042687;
        z = z * epsilon + 1.0;
        z = z * epsilon + -3.940510424527919E-20;
        double a = WHOLE[2 * (whole + MOST)];
        double b = WHOLE[2 * (whole + MOST) + 1];
        double c = FRACTION[2 * fraction];
        double d = FRACTION[2 * fraction + 1];
        double high = a * c;
        double low = a * d + b * c + b * d;
        return (low + high) * z + low + high;
    }
}
