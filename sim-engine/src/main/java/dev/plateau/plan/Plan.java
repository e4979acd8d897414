package dev.plateau.plan;

/**
 * What to rent and how to use it.
 *
 * @param option machine, policy and budget
 * @param replicas of the machine
 * @param dollarsPerHour rent
 * @param accuracy of the policy at the budget
 * @param devices of all replicas
 * @param kilowatts of the building when all devices draw the most they can
 */
record Plan(Option option, int replicas, double dollarsPerHour, double accuracy, int devices, double kilowatts)
        implements Comparable<Plan> {

    /** Cheaper first; of equally cheap ones the more accurate, then that with fewer devices, then the first of the space. */
    @Override
    public int compareTo(Plan other) {
        int order = Double.compare(dollarsPerHour, other.dollarsPerHour);
        order = order != 0 ? order : Double.compare(other.accuracy, accuracy);
        order = order != 0 ? order : Integer.compare(devices, other.devices);
        order = order != 0 ? order : Integer.compare(option.machine(), other.option.machine());
        order = order != 0 ? order : Integer.compare(option.entrant(), other.option.entrant());
        order = order != 0 ? order : Integer.compare(option.budget(), other.option.budget());
        return order != 0 ? order : Integer.compare(replicas, other.replicas);
    }
}
