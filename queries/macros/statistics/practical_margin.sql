-- From which difference on does a difference matter in practice?
-- One number of points: what conditions that nobody publishes can move a score by (methods: 3.3 to 3.6).
create macro practical_margin() as 3;

comment on macro practical_margin is
    'Practical margin, points; a smaller difference is never called established unless one harness run measured both';
