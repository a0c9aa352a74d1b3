int counted(int count) { return count + 1; }
