"""The independence programme (training) or support plan (supported): goals, steps, reviews, evaluation, way out."""
