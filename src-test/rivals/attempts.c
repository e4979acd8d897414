/*
 * The model of docs/MODEL.md with the settings of the scenario 'saturation', as a plain C program of one thread: tasks, the
 * six policies at the budgets 1, 2, 4, .. 256, the weighted majority. A rival in speed, and a check of the numbers.
 *
 *     gcc -O3 -march=native -o attempts attempts.c -lm                 one fast sequential generator, xoshiro256++
 *     gcc -O3 -march=native -DNO_TOKENS -o attempts attempts.c -lm     the same, lengths of steps not drawn
 *     gcc -O3 -march=native -DKEYED -o attempts attempts.c -lm         Plateau's keyed draws: the very same tasks and attempts
 *
 *     ./attempts POLICY SEED FIRST_TASK TASKS [SECONDS]
 *
 * POLICY is parallel, sequential, dora, rebase, beam, top-k or all. Prints a line for each policy and budget: policy, budget,
 * tasks answered rightly, tasks with a right attempt, sum of pass rates, sum of tokens; then a line 'policy steps seconds
 * steps-per-second'. With SECONDS it repeats the tasks until the time is over and prints the last lines only. Tasks of a
 * sequential generator are independent; keyed ones are stratified in blocks of 64 as Plateau's are.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The scenario. */
enum { DIRECTIONS = 6, MIN_STEPS = 4, MAX_STEPS = 10, WRONG = 20, BUDGETS = 9, MOST = 256, BLOCK = 64 };
static const double A = 0.6, B = 1.2, UNSOLVABLE = 0.05;
static const double DIRECTION_SHARE = 0.35, STEPS_SHARE = 0.4, DECAY = 0.9;
static const double STICKINESS = 0.8, REUSE = 0.5, ACCEPTED = 0.9;
static const double SLOPE = 0.6, DIRECTION_NOISE = 1.6, PATH_NOISE = 0.4, STEP_NOISE = 0.3, OUTCOME = 0.3;
static const double FLOOR = 0.5, POWER = 0.02, HERDING = 0.5;
static const double STEP_TOKENS = 60, SPREAD = 0.5;
static const double TEMPERATURE = 0.1, SIMILARITY_TEMPERATURE = 0.01;
enum { BEAM_WIDTH = 4, TOP = 4 };

/* Random numbers: draw() gives 64 bits. In the keyed program AT puts the stream to the place of a key and a purpose. */
#ifdef KEYED
enum { DIFFICULTY = 1, DIRECTION = 3, QUALITY, STEP, FINISH, REST, LENGTH, DIRECTION_ERROR, PATH_ERROR, STEP_ERROR,
    ANSWER = 13, TIE, STICK, PURPOSES };

static uint64_t salt[PURPOSES];
static uint64_t state;

static inline uint64_t mix(uint64_t x) {
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

static inline uint64_t finalise(uint64_t x) {
    x = (x ^ (x >> 33)) * 0xFF51AFD7ED558CCDu;
    x = (x ^ (x >> 33)) * 0xC4CEB9FE1A85EC53u;
    return x ^ (x >> 33);
}

static inline uint64_t draw(void) {
    return finalise(state += 0x9E3779B97F4A7C15u);
}

static inline uint64_t child(uint64_t key, int64_t number) {
    return mix(key + 0xE7037ED1A0B428DBu + (uint64_t)number * 0xA0761D6478BD642Fu);
}

#define AT(key, purpose) (state = finalise((key) ^ salt[purpose]))
#else
static uint64_t s[4];

static inline uint64_t rotate(uint64_t x, int k) {
    return (x << k) | (x >> (64 - k));
}

/* xoshiro256++, Blackman and Vigna 2019. */
static inline uint64_t draw(void) {
    uint64_t result = rotate(s[0] + s[3], 23) + s[0];
    uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

#define AT(key, purpose) ((void)0)
#define child(key, number) ((uint64_t)0)
#endif

#include "ziggurat.h"

static inline double uniform(void) {
    return (double)(draw() >> 11) * 0x1.0p-53;
}

/* What follows from the scenario. */
static double root_share[MAX_STEPS + 1], tau[MAX_STEPS + 1], rest[MAX_STEPS + 1], hazard[MAX_STEPS + 1];
static double popularity[DIRECTIONS], wrong_answer[WRONG];
static double kinship[MAX_STEPS + 1]; /* exp((cosine - 1) / T_s) of prefixes that share so many steps; 0: the direction */
static double stranger;
static double median_tokens, sd_tokens;

/* The task. */
static uint64_t task_key;
static double theta, quality[DIRECTIONS], error_of[DIRECTIONS];

static void accumulate(double *sums, int count, double exponent) {
    double total = 0;
    for (int i = 0; i < count; i++) {
        sums[i] = total += pow(i + 1, -exponent);
    }
    for (int i = 0; i < count; i++) {
        sums[i] /= total;
    }
    sums[count - 1] = 1;
}

static void prepare(uint64_t seed) {
    double weights = 0, weight = 1;
    for (int i = 1; i <= MAX_STEPS; i++, weight *= DECAY) {
        weights += weight;
        hazard[i] = i < MIN_STEPS ? 0 : 1.0 / (MAX_STEPS - i + 1);
    }
    root_share[0] = sqrt(DIRECTION_SHARE);
    tau[0] = DIRECTION_SHARE;
    rest[0] = sqrt(1 - tau[0]);
    weight = 1;
    for (int i = 1; i <= MAX_STEPS; i++, weight *= DECAY) {
        double share = STEPS_SHARE * weight / weights;
        root_share[i] = sqrt(share);
        tau[i] = tau[i - 1] + share;
        rest[i] = sqrt(1 - tau[i]);
    }
    for (int i = 0; i <= MAX_STEPS; i++) {
        kinship[i] = exp((FLOOR + (1 - FLOOR) * pow(tau[i], POWER) - 1) / SIMILARITY_TEMPERATURE);
    }
    stranger = exp((FLOOR - 1) / SIMILARITY_TEMPERATURE);
    accumulate(popularity, DIRECTIONS, 1);
    accumulate(wrong_answer, WRONG, 1);
    double variance = log1p(SPREAD * SPREAD);
    median_tokens = exp(log(STEP_TOKENS) - variance / 2);
    sd_tokens = sqrt(variance);
#ifdef KEYED
    for (int i = 1; i < PURPOSES; i++) {
        salt[i] = mix((uint64_t)i * 0xD1342543DE82EF95u);
    }
#else
    for (int i = 0; i < 4; i++) { /* SplitMix64 */
        uint64_t z = seed += 0x9E3779B97F4A7C15u;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        s[i] = z ^ (z >> 31);
    }
#endif
}

/* Phi^-1(p), by Acklam's approximation and two steps of Halley's method. */
static double probit(double p) {
    static const double a[] = {-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
        1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00};
    static const double b[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
        6.680131188771972e+01, -1.328068155288572e+01};
    static const double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
        -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00};
    static const double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00};
    if (p <= 0 || p >= 1) {
        return p <= 0 ? -INFINITY : INFINITY;
    }
    if (p > 0.5) {
        return -probit(1 - p);
    }
    double x;
    if (p < 0.02425) {
        double q = sqrt(-2 * log(p));
        x = (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5])
                / ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
    } else {
        double q = p - 0.5, r = q * q;
        x = (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q
                / (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
    }
    for (int i = 0; i < 2; i++) {
        double u = (0.5 * erfc(-x * M_SQRT1_2) - p) * sqrt(2 * M_PI) * exp(x * x / 2);
        x -= u / (1 + x * u / 2);
    }
    return x;
}

#ifdef KEYED
/* I_x(a, b) for x < (a + 1) / (a + b + 2), by Lentz's continued fraction. */
static double fraction(double x, double a, double b) {
    double c = 1, d = 1 / (1 - (a + b) * x / (a + 1)), h = d;
    for (int m = 1; m < 300; m++) {
        double up = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / (1 + up * d);
        c = 1 + up / c;
        h *= d * c;
        double down = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / (1 + down * d);
        c = 1 + down / c;
        h *= d * c;
        if (fabs(d * c - 1) < 1e-16) {
            break;
        }
    }
    return exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) * h / a;
}

static double beta_below(double x) {
    return x < (A + 1) / (A + B + 2) ? fraction(x, A, B) : 1 - fraction(1 - x, B, A);
}

/* The value below which a Beta(A, B) variate is with chance u: bisection of its logit. */
static double beta_quantile(double u) {
    double low = -200, high = 200;
    while (high - low > 1e-14 * fmax(1, fabs(low))) {
        double middle = (low + high) / 2;
        if (middle == low || middle == high) {
            break;
        }
        double x = 1 / (1 + exp(-middle));
        if (x < 1 && beta_below(x) < u) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return 1 / (1 + exp(-low));
}
#else
/* Gamma(shape), shape < 2: Marsaglia and Tsang 2000. */
static double gamma_variate(double shape) {
    double boost = shape < 1 ? pow(1 - uniform(), 1 / shape) : 1;
    double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3, c = 1 / sqrt(9 * d);
    for (;;) {
        double x = normal(), v = 1 + c * x;
        if (v > 0) {
            v = v * v * v;
            if (log(1 - uniform()) < 0.5 * x * x + d - d * v + d * log(v)) {
                return d * v * boost;
            }
        }
    }
}
#endif

static void begin_task(uint64_t seed, int64_t task) {
    double p;
#ifdef KEYED
    task_key = child(mix(seed ^ 0xE7037ED1A0B428DBu), task);
    AT(task_key, DIFFICULTY);
    double u = ((double)(task % BLOCK) + uniform()) / BLOCK;
    p = u < UNSOLVABLE ? 0 : beta_quantile((u - UNSOLVABLE) / (1 - UNSOLVABLE));
#else
    (void)seed;
    (void)task;
    if (uniform() < UNSOLVABLE) {
        p = 0;
    } else {
        double x = gamma_variate(A), y = gamma_variate(B);
        p = x / (x + y);
    }
#endif
    for (int j = 0; j < DIRECTIONS; j++) {
        uint64_t key = child(task_key, -1 - j);
        (void)key;
        AT(key, QUALITY);
        quality[j] = root_share[0] * normal();
        AT(key, DIRECTION_ERROR);
        error_of[j] = DIRECTION_NOISE * normal();
    }
    theta = -probit(p);
}

/* One vote. */
static double weight[1 + WRONG + DIRECTIONS];
static int votes, right_votes;

static void clear_votes(void) {
    memset(weight, 0, sizeof weight);
    votes = right_votes = 0;
}

static int right_chosen(void) {
    for (int i = 1; i < 1 + WRONG + DIRECTIONS; i++) {
        if (weight[i] >= weight[0]) { /* equal sums of scores do not happen but for those of 0 */
            return 0;
        }
    }
    return 1;
}

static inline int pick_direction(uint64_t key) {
    (void)key;
    AT(key, DIRECTION);
    double u = uniform();
    int j = 0;
    while (j < DIRECTIONS - 1 && u >= popularity[j]) {
        j++;
    }
    return j;
}

static inline double normal_of(uint64_t key, int purpose) {
    (void)key;
    (void)purpose;
    AT(key, purpose);
    return normal();
}

#ifndef KEYED
enum { STEP, LENGTH, PATH_ERROR, STEP_ERROR, REST };
#endif

static inline double tokens_of(uint64_t key) {
#ifdef NO_TOKENS
    return 0;
#else
    return fmax(1, rint(median_tokens * exp(sd_tokens * normal_of(key, LENGTH))));
#endif
}

static inline int finishes(uint64_t key, int depth) {
    (void)key;
    double h = hazard[depth];
    if (h == 0 || h == 1) {
        return h == 1;
    }
    AT(key, FINISH);
    return uniform() < h;
}

static inline double logit_of(uint64_t key, int direction, int depth, double sum, double path_error) {
    double gap = sum - theta;
    double z = fabs(gap) >= 40 * rest[depth] ? (gap > 0 ? 40 : -40) : gap / rest[depth];
    return SLOPE * 1.702 * z + error_of[direction] + path_error + STEP_NOISE * normal_of(key, STEP_ERROR);
}

static inline double logistic(double x) {
    return 1 / (1 + exp(-x));
}

static inline double final_score(uint64_t key, int direction, int depth, double sum, double path_error, int right) {
    return logistic(logit_of(key, direction, depth, sum, path_error) + (right ? OUTCOME : -OUTCOME));
}

static void vote(uint64_t key, int direction, int right, double score) {
    int answer = 0;
    (void)key;
    if (!right) {
        AT(key, ANSWER);
        if (uniform() < HERDING) {
            answer = 1 + WRONG + direction;
        } else {
            double u = uniform();
            int i = 0;
            while (i < WRONG - 1 && u >= wrong_answer[i]) {
                i++;
            }
            answer = 1 + i;
        }
    }
    weight[answer] += score;
    votes++;
    right_votes += right;
}

/* Sums over tasks. */
typedef struct {
    double right, covered, pass_rate, tokens;
} outcome;

static uint64_t steps;

static void count(outcome *sums, int right, double tokens) {
    sums->right += right;
    sums->covered += right_votes > 0;
    sums->pass_rate += votes ? (double)right_votes / votes : 0;
    sums->tokens += tokens;
}

static void parallel(outcome *sums) {
    double tokens = 0;
    int made = 0;
    clear_votes();
    for (int b = 0; b < BUDGETS; b++) {
        for (; made < 1 << b; made++) {
            uint64_t key = child(task_key, made);
            int direction = pick_direction(key);
            double sum = quality[direction], path_error = 0;
            int depth = 0;
#ifndef KEYED
            int last = MIN_STEPS + (int)(uniform() * (MAX_STEPS - MIN_STEPS + 1));
#endif
            for (;;) {
                depth++;
                sum += root_share[depth] * normal_of(key, STEP);
                path_error += PATH_NOISE * normal_of(key, PATH_ERROR);
                tokens += tokens_of(key);
#ifdef KEYED
                if (finishes(key, depth)) {
                    break;
                }
#else
                if (depth == last) {
                    break;
                }
#endif
                key = child(key, 0);
            }
            steps += depth;
            int right = sum + rest[depth] * normal_of(key, REST) > theta;
            vote(key, direction, right, final_score(key, direction, depth, sum, path_error, right));
        }
        count(&sums[b], right_chosen(), tokens);
    }
}

static void sequential(outcome *sums) {
    double fresh = sqrt(1 - REUSE * REUSE), level[MAX_STEPS + 2] = {0}, tokens = 0, best = -1;
    int made = 0, stopped = 0, answer = 0, direction = 0;
    clear_votes();
    for (int b = 0; b < BUDGETS; b++) {
        for (; made < 1 << b && !stopped; made++) {
            uint64_t key = child(task_key, made), at = key;
            int stays = 0;
            if (made > 0) {
                AT(key, STICK);
                stays = uniform() < STICKINESS;
            }
            if (!stays) {
                direction = pick_direction(key);
            }
            double sum = quality[direction], path_error = 0;
            int finish = 0;
            for (int depth = 1; depth <= MAX_STEPS; depth++, at = child(at, 0)) {
                double z = normal_of(at, STEP);
                level[depth] = made == 0 ? z : REUSE * level[depth] + fresh * z;
                if (finish == 0) {
                    sum += root_share[depth] * level[depth];
                    path_error += PATH_NOISE * normal_of(at, PATH_ERROR);
                    tokens += tokens_of(at);
                    if (finishes(at, depth)) {
                        finish = depth;
                        key = at;
                    }
                }
            }
            steps += finish;
            double z = normal_of(key, REST);
            level[MAX_STEPS + 1] = made == 0 ? z : REUSE * level[MAX_STEPS + 1] + fresh * z;
            int right = sum + rest[finish] * level[MAX_STEPS + 1] > theta;
            double score = final_score(key, direction, finish, sum, path_error, right);
            votes++;
            right_votes += right;
            if (score > best) {
                best = score;
                answer = right;
            }
            stopped = score >= ACCEPTED;
        }
        count(&sums[b], answer, tokens);
    }
}

/* The prefixes of a search, those with a common ancestor side by side. */
typedef struct {
    uint64_t key;
    double sum, path_error, score;
    int direction, shared; /* shared: steps in common with the prefix before */
} prefix;

typedef enum { DORA, REBASE, BEAM, TOP_K } rule;

static double selected(double *values, int k, int index) { /* Hoare's selection */
    int low = 0, high = k - 1;
    while (low < high) {
        double pivot = values[(low + high) / 2];
        int left = low, right = high;
        while (left <= right) {
            while (values[left] < pivot) left++;
            while (values[right] > pivot) right--;
            if (left <= right) {
                double swap = values[left];
                values[left++] = values[right];
                values[right--] = swap;
            }
        }
        if (index <= right) {
            high = right;
        } else if (index >= left) {
            low = left;
        } else {
            break;
        }
    }
    return values[index];
}

static void add_to_largest(const double *values, int k, int n, int amount, int *counts) {
    double scratch[MOST];
    if (n == 0) {
        return;
    }
    memcpy(scratch, values, sizeof(double) * (size_t)k);
    double cut = selected(scratch, k, k - n);
    int equal = n;
    for (int i = 0; i < k; i++) {
        equal -= values[i] > cut;
    }
    for (int i = 0; i < k; i++) {
        if (values[i] > cut || (values[i] == cut && equal-- > 0)) {
            counts[i] += amount;
        }
    }
}

/* sum_j exp((cosine(i, j) - 1) / T_s): prefixes side by side share shared[] steps, the others the direction at most. */
static void crowd(const prefix *active, int k, int depth, double *sums) {
    int population[DIRECTIONS] = {0};
    for (int i = 0; i < k; i++) {
        sums[i] = 1;
        population[active[i].direction]++;
    }
    for (int level = depth - 1; level >= 0; level--) {
        for (int start = 0, end; start < k; start = end) {
            for (end = start + 1; end < k && level > 0 && active[end].shared >= level; end++) {}
            if (level == 0) { /* all of one attempt, against the rest of its direction and against strangers */
                for (; end < k && active[end].shared >= 1; end++) {}
                int kin = population[active[start].direction] - (end - start);
                double sum = kin * kinship[0] + (k - population[active[start].direction]) * stranger;
                for (int i = start; i < end; i++) {
                    sums[i] += sum;
                }
                continue;
            }
            for (int from = start, to; from < end; from = to) {
                for (to = from + 1; to < end && active[to].shared >= level + 1; to++) {}
                double sum = (end - start - (to - from)) * kinship[level];
                for (int i = from; i < to; i++) {
                    sums[i] += sum;
                }
            }
        }
    }
}

static void allocate(rule by, const prefix *active, int k, int depth, int budget, int *counts) {
    double values[MOST];
    for (int i = 0; i < k; i++) {
        values[i] = active[i].score;
        counts[i] = 0;
    }
    if (by == BEAM || by == TOP_K) {
        int kept = by == BEAM ? (budget / BEAM_WIDTH > 1 ? budget / BEAM_WIDTH : 1) : TOP;
        kept = kept < k ? kept : k;
        add_to_largest(values, k, kept, budget / kept, counts);
        add_to_largest(values, k, budget % kept, 1, counts);
    } else {
        double top = values[0], total = 0;
        for (int i = 1; i < k; i++) {
            top = values[i] > top ? values[i] : top;
        }
        for (int i = 0; i < k; i++) {
            total += values[i] = exp((values[i] - top) / TEMPERATURE);
        }
        if (by == DORA) {
            double sums[MOST];
            crowd(active, k, depth, sums);
            total = 0;
            for (int i = 0; i < k; i++) {
                total += values[i] /= sums[i];
            }
        }
        int handed = 0;
        for (int i = 0; i < k; i++) {
            handed += counts[i] = (int)rint(budget * values[i] / total);
        }
        if (handed == 0) { /* the largest remainders */
            int left = budget;
            for (int i = 0; i < k; i++) {
                values[i] = budget * values[i] / total;
                counts[i] = (int)values[i];
                values[i] -= counts[i];
                left -= counts[i];
            }
            add_to_largest(values, k, left < k ? left : k, 1, counts);
        }
    }
    int handed = 0;
    for (int i = 0; i < k; i++) {
        handed += counts[i];
    }
    if (handed > budget) { /* cut the copies in order */
        for (int i = 0, left = budget; i < k; i++) {
            counts[i] = counts[i] < left ? counts[i] : left;
            left -= counts[i];
        }
    } else if (handed < budget) { /* repeat them in order */
        for (int i = 0, times = budget / handed, left = budget % handed; i < k; i++) {
            int more = counts[i] < left ? counts[i] : left;
            left -= more;
            counts[i] = times * counts[i] + more;
        }
    }
}

static void search(rule by, int budget, outcome *sums) {
    static prefix store[2][MOST];
    prefix *active = store[0], *next = store[1];
    int counts[MOST] = {budget}, k = 1;
    double tokens = 0;
    clear_votes();
    active[0] = (prefix){.key = task_key};
    for (int depth = 1;; depth++) {
        int made = 0, shared = 0;
        for (int i = 0; i < k; i++) {
            shared = shared < active[i].shared ? shared : active[i].shared;
            for (int c = 0; c < counts[i]; c++) {
                prefix one = {.key = child(active[i].key, c), .direction = active[i].direction};
                if (depth == 1) {
                    one.direction = pick_direction(one.key);
                }
                one.sum = (depth == 1 ? quality[one.direction] : active[i].sum)
                        + root_share[depth] * normal_of(one.key, STEP);
                one.path_error = active[i].path_error + PATH_NOISE * normal_of(one.key, PATH_ERROR);
                tokens += tokens_of(one.key);
                steps++;
                if (!finishes(one.key, depth)) {
                    one.score = logistic(logit_of(one.key, one.direction, depth, one.sum, one.path_error));
                    one.shared = shared;
                    shared = depth - 1;
                    next[made++] = one;
                } else if (votes < budget) {
                    int right = one.sum + rest[depth] * normal_of(one.key, REST) > theta;
                    vote(one.key, one.direction, right,
                            final_score(one.key, one.direction, depth, one.sum, one.path_error, right));
                }
            }
        }
        prefix *swap = active;
        active = next;
        next = swap;
        k = made;
        if (k == 0 || votes >= budget) {
            break;
        }
        allocate(by, active, k, depth, budget, counts);
    }
    count(sums, right_chosen(), tokens);
}

static const char *const POLICIES[] = {"parallel", "sequential", "dora", "rebase", "beam", "top-k"};

static void run(int policy, outcome *sums) {
    static const rule RULES[] = {DORA, REBASE, BEAM, TOP_K};
    if (policy == 0) {
        parallel(sums);
    } else if (policy == 1) {
        sequential(sums);
    } else {
        for (int b = 0; b < BUDGETS; b++) {
            search(RULES[policy - 2], 1 << b, &sums[b]);
        }
    }
}

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int main(int argc, char **argv) {
    if (argc < 5) {
        fprintf(stderr, "usage: %s parallel|sequential|dora|rebase|beam|top-k|all SEED FIRST_TASK TASKS [SECONDS]\n", argv[0]);
        return 2;
    }
    int all = strcmp(argv[1], "all") == 0, known = all;
    uint64_t seed = strtoull(argv[2], NULL, 10);
    int64_t first = strtoll(argv[3], NULL, 10), tasks = strtoll(argv[4], NULL, 10);
    double limit = argc > 5 ? atof(argv[5]) : 0;
    prepare(seed);
    static outcome sums[6][BUDGETS];
    double begun = seconds_now(), end;
    int64_t task = 0;
    do {
        for (int i = 0; i < 64 && task < (limit > 0 ? INT64_MAX : tasks); i++, task++) {
            begin_task(seed, first + task % tasks);
            for (int policy = 0; policy < 6; policy++) {
                if (all || strcmp(argv[1], POLICIES[policy]) == 0) {
                    known = 1;
                    run(policy, sums[policy]);
                }
            }
        }
        end = seconds_now();
    } while (limit > 0 ? end - begun < limit : task < tasks);
    if (!known) {
        fprintf(stderr, "%s: there is no policy '%s'\n", argv[0], argv[1]);
        return 2;
    }
    for (int policy = 0; policy < 6 && limit == 0; policy++) {
        for (int b = 0; b < BUDGETS && (all || strcmp(argv[1], POLICIES[policy]) == 0); b++) {
            outcome o = sums[policy][b];
            printf("%s %d %.0f %.0f %.12g %.12g\n", POLICIES[policy], 1 << b, o.right, o.covered, o.pass_rate, o.tokens);
        }
    }
    printf("%s %llu %.6f %.0f\n", argv[1], (unsigned long long)steps, end - begun, (double)steps / (end - begun));
    return 0;
}
