"""The cadastre: trainings, services and surgeries, kept by those who offer them, found by everyone."""
